package org.haprag.evaluation;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.metrics.Baseline;
import org.haprag.metrics.SampleBootstrap;

/**
 * What to judge.
 *
 * @param truth the true genotypes of the targets, VCF or .hpanel; one file, or parts with other samples or of other stretches
 * @param panel reference panel, VCF or .hpanel, for allele frequencies; one file, or one a stretch; of a VCF without samples INFO AC and AN, or AF, are taken
 * @param files imputed VCFs; the first is the reference of the comparison
 * @param baselines to score beside the files
 * @param typedSites list of CHROM POS, or VCF, of the sites that were typed; without it INFO flags of the files tell
 * @param groups file of SAMPLE GROUP lines
 * @param groupColumn named column of {@code groups} that holds the group; its second column if empty
 * @param region to which everything is restricted
 * @param outDir where tables and report go; made if missing, its files overwritten
 * @param bootstrap over target samples
 * @param training for the report; may be empty
 */
public record EvaluationRequest(
        List<Path> truth,
        List<Path> panel,
        List<ImputedFile> files,
        Set<Baseline> baselines,
        Optional<Path> typedSites,
        Optional<Path> groups,
        Optional<String> groupColumn,
        Optional<Region> region,
        Path outDir,
        SampleBootstrap bootstrap,
        TrainingStory training) {
    public static final long DEFAULT_SEED = 20_100_617L;

    public EvaluationRequest {
        truth = List.copyOf(truth);
        panel = List.copyOf(panel);
        files = List.copyOf(files);
        baselines = Set.copyOf(baselines);
        Set<String> names = new HashSet<>();
        baselines.forEach(b -> names.add(b.label()));
        for (ImputedFile file : files) {
            if (!names.add(file.name())) {
                throw new InputException(
                        file.parts().get(0).toString(),
                        "two methods have the same name",
                        "'" + file.name() + "'",
                        "a name of its own for each file",
                        "name the files: NAME=IMPUTED.vcf.gz");
            }
        }
        if (names.isEmpty()) {
            throw new InputException(
                    "evaluate", "there is nothing to judge", "no imputed file", "one or more", "name one");
        }
    }
}
