"""Text work that keeps offsets: condition, restoring, segmentation, quotations, numbers."""
