package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelVcfWriterTest {
    @TempDir
    Path folder;

    private List<String> calls(HaplotypePanel panel) {
        Path path = folder.resolve("panel.vcf.gz");
        PanelVcfWriter.write(panel, path, List.of("##made=here"), 1);
        List<String> out = new ArrayList<>();
        try (LineReader lines = LineReader.open(path, ReadProgress.SILENT)) {
            while (lines.next()) {
                if (!lines.text().startsWith("#")) out.add(lines.text().split("\t", 10)[9]);
            }
        }
        return out;
    }

    @Test
    void aSamplesAllelesStandSideBySide() {
        assertThat(calls(TinyPanels.of("01", "12", "00", "10"))).containsExactly("0|1\t0|1", "1|2\t0|0");
    }

    @Test
    void aHaploidSampleHasOneAllele() {
        HaplotypePanel panel = TinyPanels.dealt(TinyPanels.of("01", "12", "00", "10"), Haplotypes.of(1, 2, 1));
        assertThat(calls(panel)).containsExactly("0\t1|0\t1", "1\t2|0\t0");
    }
}
