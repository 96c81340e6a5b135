package org.haprag.model;

import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.RetrievedSample;

/** How far the phase of a sample is in doubt in each interval between its typed sites. */
public final class PhaseDoubt {
    /** Of a sample whose phase is known. */
    public static final PhaseDoubt NONE = new PhaseDoubt(new float[0], new float[0]);

    private final float[] here;
    private final float[] around;

    private PhaseDoubt(float[] here, float[] around) {
        this.here = here;
        this.around = around;
    }

    /** Of what was retrieved for a sample. */
    public static PhaseDoubt of(RetrievedSample found) {
        return found.phase()
                .map(phase -> of(found.observed(), phase.exchanged()))
                .orElse(NONE);
    }

    /** @param exchanged (T) as in {@link RetrievedSample.Phase} */
    private static PhaseDoubt of(TypedHaplotypes observed, float[] exchanged) {
        int intervals = exchanged.length + 1;
        float[] here = new float[intervals];
        float[] around = new float[intervals];
        float onLeft = 0;
        for (int i = 0; i < intervals; i++) {
            if (i > 0 && heterozygous(observed, i - 1)) onLeft = exchanged[i - 1];
            around[i] = onLeft;
        }
        float onRight = 0;
        float beyond = 0;
        for (int i = intervals - 1; i >= 0; i--) {
            if (i < exchanged.length && heterozygous(observed, i)) {
                beyond = onRight;
                onRight = exchanged[i];
            }
            here[i] = onRight;
            around[i] = Math.max(around[i], beyond);
        }
        return new PhaseDoubt(here, around);
    }

    private static boolean heterozygous(TypedHaplotypes observed, int typed) {
        return observed.allele(0, typed) != observed.allele(1, typed);
    }

    /** Whether the phase was not known. */
    boolean unknown() {
        return here.length > 0;
    }

    /** The probability, at most one half, that the heterozygotes on both sides of an interval are the other way round. */
    float here(int interval) {
        return here[interval];
    }

    /** The larger of the same on the left and on the right of these two heterozygotes. */
    float around(int interval) {
        return around[interval];
    }
}
