package org.haprag.genotype;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where X changes from two copies in males to one and back, in bp (Genome Reference Consortium; T2T consortium).
 *
 * @param firstBehind first position behind the first pseudo-autosomal region
 * @param firstOfSecond first position of the second one
 */
public record PseudoAutosomal(int firstBehind, int firstOfSecond) {
    private static final PseudoAutosomal GRCH37 = new PseudoAutosomal(2_699_521, 154_931_044);
    private static final PseudoAutosomal GRCH38 = new PseudoAutosomal(2_781_480, 155_701_383);
    private static final PseudoAutosomal CHM13 = new PseudoAutosomal(2_394_411, 153_925_835);
    private static final List<PseudoAutosomal> ALL = List.of(GRCH37, GRCH38, CHM13);

    /** Those of a build; empty where they are not known here. */
    public static Optional<PseudoAutosomal> of(GenomeBuild build) {
        return switch (build) {
            case GRCH37 -> Optional.of(GRCH37);
            case GRCH38 -> Optional.of(GRCH38);
            case CHM13 -> Optional.of(CHM13);
            case NCBI36 -> Optional.empty();
        };
    }

    /**
     * The first position of the stretch that begins somewhere behind one record and not behind another.
     *
     * @param build of the positions, where it is known
     * @param last position of the last record before the border
     * @param first position of the first record behind it
     * @return the known border where one lies between the two, and no other one does; else {@code first}
     */
    public static int border(Optional<GenomeBuild> build, int last, int first) {
        int[] between = build.flatMap(PseudoAutosomal::of).map(List::of).orElse(ALL).stream()
                .flatMapToInt(p -> IntStream.of(p.firstBehind, p.firstOfSecond))
                .filter(b -> b > last && b <= first)
                .toArray();
        return between.length == 1 ? between[0] : first;
    }
}
