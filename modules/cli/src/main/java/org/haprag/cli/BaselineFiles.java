package org.haprag.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.haprag.evaluation.ImputedFile;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;

/**
 * Baselines that have to be imputed before they can be judged: the truth is masked to the typed sites and imputed from the panel
 * without a network, by the program's own commands {@code mask} and {@code impute}.
 *
 * @param folder where they go; made if missing
 */
record BaselineFiles(Path truth, Path panel, Path typed, Optional<Path> map, Optional<Region> region, Path folder) {
    /** What {@code evaluate --baseline} offers. */
    enum Kind {
        /** Twice the panel's ALT frequency; needs no file. */
        AF_PRIOR,
        /** The single nearest panel haplotype of each window. */
        NEAREST_HAPLOTYPE,
        /** The copying posterior by itself. */
        COPYING;

        private String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Imputes some of the baselines, all but {@link Kind#AF_PRIOR}. */
    List<ImputedFile> impute(List<Kind> kinds) throws IOException {
        if (typed == null) {
            throw new InputException(
                    "--baseline " + kinds.get(0),
                    "it is imputed from the typed sites, and nothing tells which these are",
                    "no --typed",
                    "--typed SITES",
                    "give the list of typed sites");
        }
        Files.createDirectories(folder);
        Path target = folder.resolve("target.vcf.gz");
        run(
                kinds.get(0),
                List.of("mask", "--vcf", truth.toString(), "--sites", typed.toString(), "--out", target.toString()));
        List<ImputedFile> files = new ArrayList<>();
        for (Kind kind : kinds) {
            Path out = folder.resolve(kind.name().toLowerCase(Locale.ROOT) + ".vcf.gz");
            List<String> args =
                    new ArrayList<>(List.of("impute", "--panel", panel.toString(), "--model", "none", "--no-report"));
            args.addAll(List.of("--target", target.toString(), "--out", out.toString()));
            if (kind == Kind.NEAREST_HAPLOTYPE) args.addAll(List.of("--retriever", "nearest-window"));
            run(kind, args);
            files.add(new ImputedFile(kind.label(), out));
        }
        return files;
    }

    private void run(Kind kind, List<String> command) {
        List<String> args = new ArrayList<>(command);
        region.ifPresent(r -> args.addAll(List.of("--region", r.toString())));
        if (command.get(0).equals("impute")) map.ifPresent(m -> args.addAll(List.of("--map", m.toString())));
        StringWriter said = new StringWriter();
        int exitCode = Imputer.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(args.toArray(String[]::new));
        if (exitCode == 0) return;
        if (exitCode != FailureReport.USER) throw new IllegalStateException(said.toString());
        throw new InputException(
                "--baseline " + kind,
                "it cannot be imputed",
                said.toString().strip(),
                "a phased truth of one contig whose typed sites the panel has",
                "see " + folder + " for the logs, or leave this baseline out");
    }
}
