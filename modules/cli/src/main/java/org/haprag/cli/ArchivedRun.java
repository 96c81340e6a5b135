package org.haprag.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReader;
import org.haprag.io.PanelVcfWriter;

/**
 * A small imputation of the bundled example. The launcher runs it once with {@code -XX:ArchiveClassesAtExit} (JEP 350), so that
 * Java finds the classes of later runs ready; it leaves nothing but that archive.
 */
public final class ArchivedRun {
    private static final int TARGETS = 2;
    private static final String REGION = "20:2000000-2300000";

    private ArchivedRun() {}

    /** Ends with the exit code of the first command that fails, or 0. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("imputer");
        int exitCode;
        try {
            exitCode = imputed(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            }
        }
        System.exit(exitCode);
    }

    private static int imputed(Path folder) throws IOException {
        ExampleFiles.unpack(folder);
        Path truth = folder.resolve("truth.vcf.gz");
        Path target = folder.resolve("target.vcf.gz");
        Path panel = folder.resolve(ExampleFiles.PANEL);
        HaplotypePanel all =
                PanelReader.read(panel, PanelReadOptions.defaults()).panel();
        PanelVcfWriter.write(all.subset(IntStream.range(0, TARGETS).toArray()), truth, List.of(), 1);
        int masked = run(
                "mask", "--vcf", truth, "--sites", folder.resolve(ExampleFiles.ARRAY), "--unphase", "--out", target);
        if (masked != 0) return masked;
        return run(
                "impute",
                "--panel",
                panel,
                "--target",
                target,
                "--map",
                folder.resolve(ExampleFiles.MAP),
                "--out",
                folder.resolve("out.vcf.gz"),
                "--region",
                REGION,
                "--accept",
                "targets-in-panel");
    }

    private static int run(Object... args) {
        return Imputer.commandLine(args[0].toString())
                .execute(Stream.of(args).map(Object::toString).toArray(String[]::new));
    }
}
