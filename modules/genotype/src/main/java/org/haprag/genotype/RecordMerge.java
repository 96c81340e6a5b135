package org.haprag.genotype;

import java.util.List;

/**
 * Puts together what several records of a target file say of one panel site: parts of a record that was split by ALT
 * ({@code bcftools norm -m-} writes carriers of the other ALT as 0 or missing), or several probes of an array.
 */
final class RecordMerge {
    private final TargetGenotypes targets;
    private final List<PanelCodes> records;
    private int disagreements;

    /** @param records of one panel site, at least one */
    RecordMerge(TargetGenotypes targets, List<PanelCodes> records) {
        this.targets = targets;
        this.records = records;
    }

    /** How many alleles were called in several ways, and so are missing. */
    int disagreements() {
        return disagreements;
    }

    /** The panel's allele codes of all haplotypes. */
    byte[] alleles() {
        Haplotypes haplotypes = targets.haplotypes();
        byte[] out = new byte[haplotypes.count()];
        if (records.size() == 1) {
            PanelCodes only = records.get(0);
            for (int h = 0; h < out.length; h++) out[h] = only.of(targets.allele(only.targetSite(), h));
            return out;
        }
        byte[][] said = new byte[records.size()][out.length];
        for (int r = 0; r < said.length; r++) {
            PanelCodes record = records.get(r);
            for (int h = 0; h < out.length; h++) said[r][h] = record.of(targets.allele(record.targetSite(), h));
        }
        for (int s = 0; s < haplotypes.sampleCount(); s++) merge(s, said, out);
        return out;
    }

    private void merge(int sample, byte[][] said, byte[] out) {
        int first = targets.haplotypes().first(sample);
        int end = targets.haplotypes().end(sample);
        if (end - first == 2) reorder(sample, said, first);
        boolean conflict = false;
        for (int h = first; h < end; h++) {
            if (agree(said, h)) {
                out[h] = merged(said, h);
            } else {
                out[h] = TargetGenotypes.MISSING;
                conflict = true;
                disagreements++;
            }
        }
        if (!conflict || phaseKnown(sample)) return;
        for (int h = first; h < end; h++) out[h] = TargetGenotypes.MISSING;
    }

    /** Of an unphased heterozygote, {@code 0/1} and {@code 1/0} are the same. */
    private void reorder(int sample, byte[][] said, int first) {
        if (phaseKnown(sample)) return;
        for (int r = 1; r < said.length; r++) {
            boolean exchanged = records.get(r).asksTheSame(records.get(0))
                    && said[r][first] == said[0][first + 1]
                    && said[r][first + 1] == said[0][first];
            if (!exchanged) continue;
            said[r][first] = said[0][first];
            said[r][first + 1] = said[0][first + 1];
        }
    }

    /** Whether the records tell the order of alleles, and tell it of the same phase set. */
    private boolean phaseKnown(int sample) {
        return set(targets.phasing(), records, sample) != Phasing.OPEN;
    }

    /** The phase set that a sample's genotypes in all of the records belong to. */
    static int set(Phasing phasing, List<PanelCodes> records, int sample) {
        int set = phasing.set(records.get(0).targetSite(), sample);
        for (PanelCodes record : records) {
            if (phasing.set(record.targetSite(), sample) != set) return Phasing.OPEN;
        }
        return set;
    }

    /** Whether no two records say two ALTs, or yes and no to the same ALT. */
    private boolean agree(byte[][] said, int hap) {
        int carried = 0;
        for (byte[] calls : said) {
            if (calls[hap] <= 0) continue;
            if (carried > 0 && calls[hap] != carried) return false;
            carried = calls[hap];
        }
        if (carried == 0) return true;
        for (int r = 0; r < said.length; r++) {
            if (said[r][hap] == 0 && records.get(r).tells(carried)) return false;
        }
        return true;
    }

    /** The ALT that a record says; REF where all ALTs that any record asks for are denied; else missing. */
    private byte merged(byte[][] said, int hap) {
        boolean denied = false;
        for (byte[] calls : said) {
            if (calls[hap] > 0) return calls[hap];
            denied |= calls[hap] == 0;
        }
        if (!denied) return TargetGenotypes.MISSING;
        for (int r = 0; r < said.length; r++) {
            if (said[r][hap] < 0 && !deniedElsewhere(r, said, hap)) return TargetGenotypes.MISSING;
        }
        return 0;
    }

    /** Whether other records say no to all ALTs that a record without a call asks for. */
    private boolean deniedElsewhere(int record, byte[][] said, int hap) {
        for (int code = 1; code < records.get(record).panelAlleles(); code++) {
            if (!records.get(record).tells(code)) continue;
            boolean denied = false;
            for (int r = 0; r < said.length; r++)
                denied |= said[r][hap] == 0 && records.get(r).tells(code);
            if (!denied) return false;
        }
        return true;
    }
}
