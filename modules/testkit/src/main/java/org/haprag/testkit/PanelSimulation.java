package org.haprag.testkit;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Two generations of copying. Old variants belong to founders; parents are mosaics of founders, and most sites are young:
 * their ALT arose in one parent. Haplotypes are mosaics of parents in longer segments, with a few mutations of their
 * own. So common alleles sit on short shared stretches and rare ones on long ones, as in real panels.
 */
final class PanelSimulation {
    private static final double PARENT_SEGMENT_SITES = 60;
    private static final double HAPLOTYPE_SEGMENT_SITES = 200;
    private static final double YOUNG_SHARE = 0.6;
    private static final double MUTATIONS_PER_ALLELE = 3e-4;

    /** So many haplotypes copy one parent at a site, on average. */
    private static final int HAPLOTYPES_PER_PARENT = 8;

    private final int founders;
    private final int parents;
    private final double multiAllelicShare;
    private final SplittableRandom random;

    PanelSimulation(int haplotypes, int founders, double multiAllelicShare, SplittableRandom random) {
        this.founders = founders;
        this.parents = Math.max(2, haplotypes / HAPLOTYPES_PER_PARENT);
        this.multiAllelicShare = multiAllelicShare;
        this.random = random;
    }

    /** Draws (sites, haplotypes) allele codes, every ALT carried by at least one haplotype */
    byte[][] draw(int haplotypes, int sites) {
        boolean[] twoAlts = new boolean[sites];
        byte[][] old = new byte[sites][];
        for (int s = 0; s < sites; s++) {
            twoAlts[s] = random.nextDouble() < multiAllelicShare;
            old[s] = oldAlleles(twoAlts[s]);
        }
        byte[][] inherited = mosaics(old, parents, PARENT_SEGMENT_SITES);
        for (int s = 0; s < sites; s++) {
            if (random.nextDouble() >= YOUNG_SHARE) continue;
            Arrays.fill(inherited[s], (byte) 0);
            if (twoAlts[s]) inherited[s][random.nextInt(parents)] = 2;
            inherited[s][random.nextInt(parents)] = 1;
        }
        byte[][] codes = mosaics(inherited, haplotypes, HAPLOTYPE_SEGMENT_SITES);
        for (int s = 0; s < sites; s++) {
            mutate(codes[s]);
            if (twoAlts[s]) carry((byte) 2, codes[s]);
            carry((byte) 1, codes[s]);
        }
        return codes;
    }

    /** ALT counts among founders with probability proportional to 1/count, the neutral spectrum. */
    private byte[] oldAlleles(boolean twoAlts) {
        byte[] codes = new byte[founders];
        int carriers = (int) Math.exp(random.nextDouble() * Math.log(founders));
        for (int i = 0; i < carriers; i++) codes[random.nextInt(founders)] = 1;
        if (twoAlts) codes[random.nextInt(founders)] = 2;
        return codes;
    }

    private byte[][] mosaics(byte[][] sources, int count, double meanSegmentSites) {
        byte[][] codes = new byte[sources.length][count];
        for (int h = 0; h < count; h++) {
            int source = -1;
            for (int s = 0; s < sources.length; s++) {
                if (s == 0 || random.nextDouble() < 1 / meanSegmentSites) source = random.nextInt(sources[s].length);
                codes[s][h] = sources[s][source];
            }
        }
        return codes;
    }

    private void mutate(byte[] row) {
        for (int h = 0; h < row.length; h++) {
            if (random.nextDouble() < MUTATIONS_PER_ALLELE) row[h] = (byte) (row[h] == 0 ? 1 : 0);
        }
    }

    /** Gives an ALT that was lost on the way to some haplotype, but not to the only carrier of the other ALT. */
    private void carry(byte code, byte[] row) {
        int[] carriers = new int[3];
        for (byte other : row) carriers[other]++;
        if (carriers[code] > 0 || row.length < 2) return;
        int h = random.nextInt(row.length);
        while (row[h] != 0 && carriers[row[h]] == 1) h = (h + 1) % row.length;
        row[h] = code;
    }
}
