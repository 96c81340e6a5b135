package org.haprag.io;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;

/** BCFs of our own writer, for tests of what reads them. */
final class BcfWriting {
    private BcfWriting() {}

    /** One sample, 0|1 everywhere. */
    static void write(Path path, List<Site> sites) {
        ImputedVcfHeader header = new ImputedVcfHeader(
                new Samples(List.of("A")), List.of(ContigLine.of("20")), List.of(), EnumSet.of(OutputField.GT));
        try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header, 1)) {
            for (Site site : sites) {
                out.write(ImputedSite.imputed(
                        site,
                        ImputedGenotypes.independent(Haplotypes.diploid(1), new float[] {0, 1}, new byte[] {0, 1}),
                        new double[] {.5},
                        OptionalDouble.empty()));
            }
            out.commit();
        }
    }
}
