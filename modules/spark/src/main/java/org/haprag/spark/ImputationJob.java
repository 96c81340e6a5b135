package org.haprag.spark;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.haprag.genotype.Samples;
import org.haprag.imputation.EmpiricalR2;
import org.haprag.imputation.ImputationPlan;
import org.haprag.imputation.MethodRecipe;
import org.haprag.io.ContigLine;
import org.haprag.io.ImputedVcfHeader;
import org.haprag.io.OutputField;

/**
 * What a cluster is asked to do.
 *
 * @param plan what is to be imputed
 * @param method what imputes
 * @param empirical whether typed sites are imputed too, as if they had not been typed
 * @param output what is written
 * @param work a folder that all machines share, for what goes between them; nothing is left of it in the end
 * @param fingerprint lines that tell everything that decides what is written
 * @param settings system properties that libraries read, for the executors
 */
public record ImputationJob(
        ImputationPlan plan,
        MethodRecipe method,
        EmpiricalR2 empirical,
        Output output,
        Path work,
        String fingerprint,
        Map<String, String> settings) {
    /**
     * @param file a VCF or BCF by its name
     * @param header of the whole
     */
    public record Output(Path file, ImputedVcfHeader header) {
        /** The one that is imputed. */
        ContigLine contig() {
            return header.contigs().get(0);
        }

        /** What an executor needs to know of it. */
        Form form() {
            String name = file.getFileName().toString();
            return new Form(
                    name.endsWith(".bcf") ? ".bcf" : ".vcf.gz",
                    contig().name(),
                    contig().lengthBp().stream().boxed().toList(),
                    List.copyOf(header.provenance()),
                    Set.copyOf(header.fields()));
        }
    }

    /** What decides how records are written, but for the samples. @param lengthBp of the contig; none or one */
    record Form(String ending, String contig, List<Integer> lengthBp, List<String> provenance, Set<OutputField> fields)
            implements Serializable {
        ImputedVcfHeader header(Samples samples) {
            OptionalInt length = lengthBp.stream().mapToInt(Integer::intValue).findFirst();
            return new ImputedVcfHeader(samples, List.of(new ContigLine(contig, length)), provenance, fields);
        }
    }
}
