package org.haprag.io.hpanel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Samples;
import org.haprag.io.ContigDescription;

/**
 * What a panel file holds and where.
 *
 * @param contig the contig of every site
 * @param description what the panel's file said of it
 * @param sitesTellEnds whether the text of each site has its end, which is else that of its REF
 * @param samples the panel's samples
 * @param haplotypes how many each of them has
 * @param blocks stretches of sites, in the order of the sites
 */
record Directory(
        String contig,
        ContigDescription description,
        boolean sitesTellEnds,
        Samples samples,
        Haplotypes haplotypes,
        List<Block> blocks) {
    /**
     * A stretch of sites.
     *
     * @param sites number of sites, at least 1
     * @param rows number of allele rows
     * @param firstBp position of the first site
     * @param lastBp position of the last site
     * @param siteText positions, identifiers and alleles
     * @param alleleRuns the rows, as {@link RowCodec} writes them
     */
    record Block(int sites, int rows, int firstBp, int lastBp, Section siteText, Section alleleRuns) {}

    Directory {
        blocks = List.copyOf(blocks);
    }

    /** The least version of the form that has a place for all of this. */
    int version() {
        if (sitesTellEnds || !description.equals(ContigDescription.NONE)) return Header.VERSION;
        return haplotypes.allDiploid() ? Header.DIPLOID_VERSION : Header.PLOIDY_VERSION;
    }

    byte[] toBytes() {
        Varints out = new Varints();
        out.put(contig);
        out.put(samples.count());
        samples.names().forEach(out::put);
        if (version() > Header.DIPLOID_VERSION) {
            for (int s = 0; s < samples.count(); s++) out.put(haplotypes.ploidy(s));
        }
        if (version() == Header.VERSION) {
            out.put(description.lengthBp().orElse(0));
            out.put(description.reference().orElse(""));
            out.put(sitesTellEnds ? 1 : 0);
        }
        out.put(blocks.size());
        for (Block b : blocks) {
            out.put(b.sites());
            out.put(b.rows());
            out.put(b.firstBp());
            out.put(b.lastBp());
            put(b.siteText(), out);
            put(b.alleleRuns(), out);
        }
        return out.toBytes();
    }

    private static void put(Section section, Varints out) {
        out.put(section.storedLength());
        out.put(section.length());
        out.put(section.crc());
    }

    /**
     * @param version as the header has it
     * @param end where the directory itself begins: the sections fill the file up to there
     * @throws MalformedPanel if the directory makes no sense
     */
    static Directory read(byte[] bytes, int version, long end) {
        Varints.Input in = new Varints.Input(bytes);
        String contig = in.text();
        int sampleCount = in.get(bytes.length);
        List<String> names = new ArrayList<>(sampleCount);
        for (int i = 0; i < sampleCount; i++) names.add(in.text());
        if (new HashSet<>(names).size() < sampleCount) throw new MalformedPanel("a sample that occurs twice");
        Haplotypes haplotypes =
                version == Header.DIPLOID_VERSION ? Haplotypes.diploid(sampleCount) : ploidies(in, sampleCount);
        boolean described = version == Header.VERSION;
        ContigDescription description = described ? description(in) : ContigDescription.NONE;
        boolean sitesTellEnds = described && in.get(1) == 1;
        int blockCount = in.get(bytes.length);
        List<Block> blocks = new ArrayList<>(blockCount);
        long at = Header.BYTES;
        int lastBpBefore = 1;
        for (int i = 0; i < blockCount; i++) {
            int sites = in.get(Integer.MAX_VALUE);
            int rows = in.get(Integer.MAX_VALUE);
            int firstBp = in.get(Integer.MAX_VALUE);
            int lastBp = in.get(Integer.MAX_VALUE);
            Section siteText = section(in, at);
            Section alleleRuns = section(in, siteText.end());
            at = alleleRuns.end();
            boolean possible = sites >= 1
                    && rows >= sites
                    && rows <= alleleRuns.length()
                    && sites <= siteText.length()
                    && firstBp >= lastBpBefore
                    && firstBp <= lastBp;
            if (!possible) throw new MalformedPanel("an impossible block of sites");
            lastBpBefore = lastBp;
            blocks.add(new Block(sites, rows, firstBp, lastBp, siteText, alleleRuns));
        }
        in.end();
        if (at != end || blocks.isEmpty() || names.isEmpty()) throw new MalformedPanel("an incomplete directory");
        return new Directory(contig, description, sitesTellEnds, new Samples(names), haplotypes, blocks);
    }

    private static ContigDescription description(Varints.Input in) {
        int lengthBp = in.get(Integer.MAX_VALUE);
        String reference = in.text();
        return new ContigDescription(
                lengthBp == 0 ? OptionalInt.empty() : OptionalInt.of(lengthBp),
                reference.isEmpty() ? Optional.empty() : Optional.of(reference));
    }

    private static Haplotypes ploidies(Varints.Input in, int sampleCount) {
        int[] ploidies = new int[sampleCount];
        for (int s = 0; s < sampleCount; s++) {
            ploidies[s] = in.get(2);
            if (ploidies[s] == 0) throw new MalformedPanel("a sample without haplotypes");
        }
        return Haplotypes.of(ploidies);
    }

    private static Section section(Varints.Input in, long offset) {
        return new Section(offset, in.get(Integer.MAX_VALUE), in.get(Integer.MAX_VALUE), in.get());
    }
}
