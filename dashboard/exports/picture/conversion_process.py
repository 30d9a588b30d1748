"""The process that converts one drawing: SVG from standard input, the picture to standard output."""

import sys

import vl_convert


def main() -> None:
    """Convert to the target named first, with pixels for one named second, with the fonts of the folder named third."""
    target, pixels, folder = sys.argv[1:]
    vl_convert.register_font_directory(folder)
    drawing = sys.stdin.buffer.read().decode("utf-8")
    picture = vl_convert.svg_to_png(drawing, scale=int(pixels)) if target == "png" else vl_convert.svg_to_pdf(drawing)
    sys.stdout.buffer.write(picture)


if __name__ == "__main__":
    main()
