"""Makes a panel and targets of scrm's output, for scale.sh.

usage: scrm ... --transpose-segsites | scale_vcf.py TARGET.vcf > PANEL.vcf

The last 100 haplotypes are the targets, typed at one common site in 5 kb; the others are the panel.
"""
import sys

import numpy as np

TARGETS = 100
ARRAY_BP = 5000


def header(samples, prefix):
    names = "\t".join(f"{prefix}{s}" for s in range(samples))
    return (
        "##fileformat=VCFv4.2\n##contig=<ID=1,length=60000000>\n"
        '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">\n'
        f"#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t{names}\n"
    )


def calls(alleles):
    """b'01..' of all haplotypes to b'0|1\\t...'."""
    out = np.empty(2 * len(alleles), dtype=np.uint8)
    out[0::2] = alleles
    out[1::4] = ord("|")
    out[3::4] = ord("\t")
    out[-1] = ord("\n")
    return out.tobytes()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    panel = sys.stdout.buffer
    sites = 0
    typed = 0
    next_bp = 0
    last = 0
    begun = False
    with open(sys.argv[1], "wb") as targets:
        for line in sys.stdin.buffer:
            fields = line.split()
            if not begun:
                begun = line.startswith(b"position")
                continue
            if len(fields) < 3:
                break
            alleles = np.frombuffer(b"".join(fields[2:]), dtype=np.uint8)
            reference = alleles[:-TARGETS]
            if sites == 0:
                panel.write(header(len(reference) // 2, "P").encode())
                targets.write(header(TARGETS // 2, "T").encode())
            frequency = float((reference == ord("1")).mean())
            if frequency == 0:
                continue
            pos = max(last, 1 + int(float(fields[0])))
            site = f"1\t{pos}\t.\tA\tC\t.\tPASS\t.\tGT\t".encode()
            panel.write(site + calls(reference))
            if 0.05 < frequency < 0.95 and pos >= next_bp:
                targets.write(site + calls(alleles[-TARGETS:]))
                next_bp = (pos // ARRAY_BP + 1) * ARRAY_BP
                typed += 1
            last = pos
            sites += 1
    print(f"{sites} sites, {typed} typed", file=sys.stderr)


if __name__ == "__main__":
    main()
