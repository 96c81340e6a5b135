package org.haprag.io;

import java.nio.file.Path;
import java.util.List;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Site;

/** Writes haplotypes of a panel as a phased VCF (GT only), bgzipped and indexed: held-out truth, sub-panels. */
public final class PanelVcfWriter {
    private static final int SITES_A_BLOCK = 256;

    private PanelVcfWriter() {}

    /**
     * Writes all sites and samples of a panel.
     *
     * @param out appears when complete, with out.tbi beside it
     * @param provenance header lines to add, each beginning with {@code ##}
     * @param threads how many threads format and compress, at least 1
     */
    public static void write(HaplotypePanel panel, Path out, List<String> provenance, int threads) {
        StringBuilder header = new StringBuilder("##fileformat=VCFv4.2\n");
        provenance.forEach(line -> header.append(line).append('\n'));
        header.append("##contig=<ID=").append(panel.site(0).contig()).append(">\n");
        header.append("##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Phased genotype\">\n");
        header.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
        panel.samples().names().forEach(name -> header.append('\t').append(name));
        header.append('\n');
        try (IndexedBgzf bgzf = new IndexedBgzf(out, threads)) {
            bgzf.submit(block -> block.append(header.toString()));
            for (int from = 0; from < panel.siteCount(); from += SITES_A_BLOCK) {
                int first = from;
                int end = Math.min(panel.siteCount(), from + SITES_A_BLOCK);
                bgzf.submit(block -> {
                    for (int site = first; site < end; site++) record(panel, site, block);
                });
            }
            bgzf.commit();
        }
    }

    private static void record(HaplotypePanel panel, int index, TextBlock block) {
        Site site = panel.site(index);
        block.beginRecord(site.contig(), site.pos(), site.pos() + site.ref().length() - 1);
        block.append(site.contig() + '\t' + site.pos() + '\t' + site.id() + '\t' + site.ref() + '\t'
                + String.join(",", site.alts()) + "\t.\tPASS\t.\tGT");
        block.ensure(8 * panel.haplotypeCount() + 1);
        Haplotypes haplotypes = panel.haplotypes();
        for (int s = 0; s < haplotypes.sampleCount(); s++) {
            for (int h = haplotypes.first(s); h < haplotypes.end(s); h++) {
                block.put(h == haplotypes.first(s) ? '\t' : '|');
                block.putCode(panel.allele(index, h));
            }
        }
        block.put('\n');
    }
}
