package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Region;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReader;
import org.haprag.io.PanelVcfWriter;

/** Panel, targets and map from the example that ships, imputed in several windows. */
public record ExampleCase(Path folder) {
    /** Makes it from samples of the example. */
    public static ExampleCase make(Path folder, IntStream panel, IntStream targets) throws IOException {
        ExampleFiles.unpack(Files.createDirectories(folder));
        HaplotypePanel all = PanelReader.read(
                        folder.resolve(ExampleFiles.PANEL),
                        new PanelReadOptions(
                                Optional.of(new Region("20", 1_000_000, 1_600_000)),
                                PanelReadOptions.MissingCalls.REFUSE,
                                (read, total) -> {}))
                .panel();
        PanelVcfWriter.write(all.subset(panel.toArray()), folder.resolve("panel.vcf.gz"), List.of(), 1);
        PanelVcfWriter.write(all.subset(targets.toArray()), folder.resolve("truth.vcf.gz"), List.of(), 1);
        ExampleCase made = new ExampleCase(folder);
        CommandLineRun masked = CommandLineRun.of(
                "mask",
                "--vcf",
                made.file("truth.vcf.gz"),
                "--sites",
                made.file("array_sites.txt"),
                "--out",
                made.file("target.vcf.gz"));
        assertThat(masked.exitCode()).as(masked.err()).isZero();
        return made;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    /** Options of {@code impute}, but for the output. */
    public List<String> arguments() {
        return List.of(
                "--panel",
                file("panel.vcf.gz"),
                "--target",
                file("target.vcf.gz"),
                "--map",
                file("chr20.b37.gmap.gz"),
                "--window-cm",
                "0.25",
                "--overlap-cm",
                "0.2");
    }

    /** Options of {@code impute} for the same data on two contigs, 20 and 21, but for the output. */
    public List<String> argumentsOfTwoContigs() throws IOException {
        return List.of(
                "--panel",
                onTwoContigs("panel.vcf.gz"),
                "--target",
                onTwoContigs("target.vcf.gz"),
                "--window-cm",
                "0.25",
                "--overlap-cm",
                "0.2");
    }

    private String onTwoContigs(String name) throws IOException {
        Path both = folder.resolve("both." + name);
        TwoContigs.write(folder.resolve(name), both);
        return both.toString();
    }
}
