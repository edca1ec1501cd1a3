"""shared_data.py: where the corpora and peers lie that measuring needs and the project does not hold."""
import os
import sys


def shared_folder(root):
    """The folder, or exits saying clearly what is missing and what to do."""
    folder = os.environ.get("TOCSIN_SHARED") or os.path.join(root, "..", "shared")
    folder = os.path.abspath(folder)
    if not os.path.isdir(os.path.join(folder, "corpora")):
        sys.exit(f"Nothing measured: there is no {folder}/corpora.\n"
                 "The corpora are not part of the project; set TOCSIN_SHARED to the folder that holds them.")
    return folder


def print_table(header, rows):
    widths = [max(len(str(row[i])) for row in [header, *rows]) for i in range(len(header))]
    for row in [header, ["-" * width for width in widths], *rows]:
        cells = [str(row[0]).ljust(widths[0])] + [str(cell).rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  ".join(cells).rstrip())
