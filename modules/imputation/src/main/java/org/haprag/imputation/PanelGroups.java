package org.haprag.imputation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.genotype.TypedHaplotypes;

/** Groups of panel samples, such as populations, and which of them is nearest to a target. */
public final class PanelGroups {
    /** Typed sites that are looked at, at equal distances. */
    private static final int MOST_SITES = 2000;

    private final Map<String, String> groupOf;

    private PanelGroups(Map<String, String> groupOf) {
        this.groupOf = Map.copyOf(groupOf);
    }

    /** No group is known. */
    public static PanelGroups none() {
        return new PanelGroups(Map.of());
    }

    /** @param groupOf the group of some panel samples, by name */
    public static PanelGroups of(Map<String, String> groupOf) {
        return new PanelGroups(groupOf);
    }

    /** Whether any of the samples has a group. */
    public boolean knowsAnyOf(Samples samples) {
        return samples.names().stream().anyMatch(groupOf::containsKey);
    }

    /** Looks for the group of each target, over any number of stretches. */
    Nearest nearest(int targets) {
        return new Nearest(targets, new ArrayList<>(new TreeSet<>(groupOf.values())));
    }

    /** The groups under whose allele frequencies targets' alleles are likeliest, as if sites were independent. */
    final class Nearest {
        private final List<String> names;
        private final double[][] logLikelihood;

        private Nearest(int targets, List<String> names) {
            this.names = names;
            this.logLikelihood = new double[targets][names.size()];
        }

        /** Adds a stretch. */
        void add(HaplotypePanel panel, TypedHaplotypes typed) {
            if (names.isEmpty()) return;
            int[] groups = groupOfHaplotype(panel, names);
            int every = Math.max(1, (typed.typedCount() + MOST_SITES - 1) / MOST_SITES);
            for (int t = 0; t < typed.typedCount(); t += every) {
                PanelGroups.add(panel, typed, t, groups, logLikelihood);
            }
        }

        /** That of a target; empty where no panel sample has a group. */
        Optional<String> of(int target) {
            if (names.isEmpty()) return Optional.empty();
            double[] of = logLikelihood[target];
            int best = 0;
            for (int g = 1; g < of.length; g++) if (of[g] > of[best]) best = g;
            return Optional.of(names.get(best));
        }
    }

    private int[] groupOfHaplotype(HaplotypePanel panel, List<String> names) {
        int[] groups = new int[panel.haplotypeCount()];
        for (int h = 0; h < groups.length; h++) {
            String sample = panel.samples().name(panel.haplotypes().sampleOf(h));
            groups[h] = groupOf.containsKey(sample) ? names.indexOf(groupOf.get(sample)) : -1;
        }
        return groups;
    }

    private static void add(HaplotypePanel panel, TypedHaplotypes typed, int t, int[] groups, double[][] to) {
        int names = to.length == 0 ? 0 : to[0].length;
        double[] alt = new double[names];
        double[] all = new double[names];
        int row = panel.firstRow(typed.panelSite(t));
        for (int h = 0; h < groups.length; h++) {
            if (groups[h] < 0) continue;
            all[groups[h]]++;
            if (panel.alleles().get(row, h)) alt[groups[h]]++;
        }
        double[][] log = new double[2][names];
        for (int g = 0; g < names; g++) {
            double p = (alt[g] + .5) / (all[g] + 1);
            log[0][g] = Math.log(1 - p);
            log[1][g] = Math.log(p);
        }
        for (int h = 0; h < typed.haplotypeCount(); h++) {
            byte allele = typed.allele(h, t);
            if (allele < 0) continue;
            double[] of = to[typed.haplotypes().sampleOf(h)];
            for (int g = 0; g < names; g++) of[g] += log[allele == 1 ? 1 : 0][g];
        }
    }
}
