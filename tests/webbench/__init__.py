"""What pages cost the server: beside an almost empty view, in nginx's cache beside a file, and while pictures are read."""
