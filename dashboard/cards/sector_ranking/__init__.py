"""`sector-ranking`: which sectors and products grew or shrank."""
