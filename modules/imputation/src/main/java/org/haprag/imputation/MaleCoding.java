package org.haprag.imputation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.TargetGenotypes;

/** Recognises targets that look like males who are coded as homozygous diploids on X. */
final class MaleCoding {
    /** A female is heterozygous at one of four or five of the sites that vary: by chance at none of so many once in 500 or less. */
    private static final int LEAST_VARYING = 30;

    private static final int MOST_NAMED = 3;

    private MaleCoding() {}

    /** What the user is to be told, if anything. */
    static Optional<String> warning(TargetGenotypes targets) {
        String contig = targets.sites().get(0).contig();
        if (!Contigs.plain(contig).toUpperCase(Locale.ROOT).startsWith("X")) return Optional.empty();
        Haplotypes haplotypes = targets.haplotypes();
        int[] calls = new int[haplotypes.sampleCount()];
        boolean[] heterozygous = new boolean[haplotypes.sampleCount()];
        for (int site = 0; site < targets.sites().size(); site++) {
            if (!varies(targets, site)) continue;
            for (int s = 0; s < calls.length; s++) {
                byte first = targets.allele(site, haplotypes.first(s));
                byte second = targets.allele(site, haplotypes.end(s) - 1);
                if (first == TargetGenotypes.MISSING || second == TargetGenotypes.MISSING) continue;
                calls[s]++;
                heterozygous[s] |= first != second;
            }
        }
        List<String> males = new ArrayList<>();
        for (int s = 0; s < calls.length; s++) {
            if (haplotypes.ploidy(s) == 2 && !heterozygous[s] && calls[s] >= LEAST_VARYING) {
                males.add(targets.samples().name(s));
            }
        }
        if (males.isEmpty()) return Optional.empty();
        String named = String.join(", ", males.subList(0, Math.min(MOST_NAMED, males.size())))
                + (males.size() > MOST_NAMED ? ", ..." : "");
        return Optional.of(males.size() + " targets have no heterozygous call on " + contig + " (" + named
                + "): if they are males, they are written as diploids; --sex FILE makes males haploid");
    }

    private static boolean varies(TargetGenotypes targets, int site) {
        boolean ref = false;
        boolean alt = false;
        for (int h = 0; h < targets.haplotypes().count(); h++) {
            byte allele = targets.allele(site, h);
            ref |= allele == 0;
            alt |= allele > 0;
        }
        return ref && alt;
    }
}
