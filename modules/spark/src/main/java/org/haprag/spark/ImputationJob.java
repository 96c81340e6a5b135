package org.haprag.spark;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haprag.genotype.Samples;
import org.haprag.imputation.EmpiricalR2;
import org.haprag.imputation.Genome;
import org.haprag.imputation.MethodRecipe;
import org.haprag.io.ContigLine;
import org.haprag.io.ImputedVcfHeader;
import org.haprag.io.OutputField;

/**
 * What a cluster is asked to do.
 *
 * @param genome what is to be imputed; stays the caller's to close
 * @param method what imputes
 * @param empirical whether typed sites are imputed too, as if they had not been typed
 * @param output what is written
 * @param work a folder that all machines share, for what goes between them; nothing is left of it in the end
 * @param fingerprint lines that tell everything that decides what is written
 * @param settings system properties that libraries read, for the executors
 */
public record ImputationJob(
        Genome genome,
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
        /** What an executor needs to know of it. */
        Form form() {
            String name = file.getFileName().toString();
            return new Form(
                    name.endsWith(".bcf") ? ".bcf" : ".vcf.gz",
                    header.contigs().stream().map(ContigLine::name).toList(),
                    List.copyOf(header.provenance()),
                    Set.copyOf(header.fields()));
        }
    }

    /** What decides how records are written, but for the samples. */
    record Form(String ending, List<String> contigs, List<String> provenance, Set<OutputField> fields)
            implements Serializable {
        ImputedVcfHeader header(Samples samples) {
            return new ImputedVcfHeader(
                    samples, contigs.stream().map(ContigLine::of).toList(), provenance, fields);
        }
    }
}
