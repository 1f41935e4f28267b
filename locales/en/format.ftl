### Reading and writing files.
