package org.haprag.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.haprag.imputation.ImputationMethod;
import org.haprag.imputation.ImputeRequest;
import org.haprag.imputation.Imputer;
import org.haprag.io.ImputedSite;
import org.haprag.io.RunRecorder;
import org.haprag.model.CpuNetwork;
import org.haprag.model.ModelFile;

/** The example of docs/api.md, which a test compares with it. */
final class ImputeFromJava {
    private ImputeFromJava() {}

    // begin
    static void impute(Path panel, Path target, Path scratch) throws IOException {
        var files = new ImputeRequest.Input(panel, target, Optional.empty());
        try (CpuNetwork model = CpuNetwork.of(ModelFile.bundled(), "bundled")) {
            Imputer.run(
                    ImputeRequest.of(files, scratch),
                    ImputationMethod.network(model),
                    plan -> ImputeFromJava::print, // called for each site, in order
                    RunRecorder.SILENT);
        }
    }

    static void print(ImputedSite site) {
        var genotypes = site.genotypes();
        float dosage = genotypes.altProbability(0, 0) + genotypes.altProbability(0, 1);
        System.out.printf(
                "%s R2=%.3f, dosage of the first sample %.2f%n", site, site.r2().getAsDouble(), dosage);
    }
    // end
}
