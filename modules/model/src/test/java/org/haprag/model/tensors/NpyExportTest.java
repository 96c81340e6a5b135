package org.haprag.model.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

class NpyExportTest {
    private static final HaplotypePanel PANEL = TinyPanels.of("01023", "10001", "00100", "01111");

    @TempDir
    Path dir;

    @Test
    void theHeaderIsThatOfNumpyVersionOne() {
        byte[] header = NpyFile.header(DataType.INT8, 4, 5);
        assertThat(header).hasSize(128).startsWith((byte) 0x93, (byte) 'N');
        assertThat(ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getShort(8))
                .isEqualTo((short) 118);
        assertThat(new String(header, 10, 118, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '|i1', 'fortran_order': False, 'shape': (4, 5), }")
                .endsWith(" \n");
        assertThat(new String(NpyFile.header(DataType.DOUBLE, 7), StandardCharsets.US_ASCII))
                .contains("'descr': '<f8'")
                .contains("'shape': (7,)");
    }

    @Test
    void theDataFollowInCOrder() throws IOException {
        NpyExport.write(dir, PANEL, GeneticMap.constantRate());
        byte[] haplotypes = Files.readAllBytes(dir.resolve("haplotypes.npy"));
        assertThat(haplotypes).hasSize(128 + 20);
        assertThat(ByteBuffer.wrap(haplotypes, 128, 20))
                .isEqualTo(ByteBuffer.wrap(new byte[] {0, 1, 0, 2, 3, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1}));
        ByteBuffer bp =
                ByteBuffer.wrap(Files.readAllBytes(dir.resolve("pos_bp.npy"))).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bp.getLong(128)).isEqualTo(1000);
        assertThat(bp.getLong(128 + 32)).isEqualTo(5000);
    }

    @Test
    void theManifestTellsEachSamplesPloidy() throws IOException {
        HaplotypePanel mixed = TinyPanels.dealt(PANEL, Haplotypes.of(1, 2, 1));
        Path manifest = NpyExport.write(dir, mixed, GeneticMap.constantRate());
        assertThat(new ObjectMapper()
                        .readTree(manifest.toFile())
                        .get("ploidies")
                        .toString())
                .isEqualTo("[1,2,1]");
    }

    @Test
    void theManifestIsValidAndNamesEveryTensor() throws IOException {
        Path manifest = NpyExport.write(dir, PANEL, GeneticMap.constantRate(), new int[] {0, 4});
        String json = Files.readString(manifest);
        Path schema = Path.of("../../data-schemas/tensors.schema.json");
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(schema))
                        .validate(json, InputFormat.JSON))
                .isEmpty();
        assertThat(json)
                .contains("\"mask.npy\"", "\"float64\"", "\"S1\"", "\"siteCount\" : 5", "\"geneticMapPoints\" : 0");
        assertThat(Files.readAllLines(dir.resolve("sites.tsv")))
                .hasSize(6)
                .contains("CHROM\tPOS\tID\tREF\tALT", "20\t5000\t.\tA\tC,G,T");
    }

    @Test
    void numpyReadsWhatWasWritten() throws Exception {
        assumeTrue(hasNumpy(), "/usr/bin/python3 has no numpy");
        NpyExport.write(dir, PANEL, new GeneticMap(new int[] {1000, 5000}, new double[] {0, 4}), new int[] {0, 4});
        String script = """
                import numpy as np
                for n in ['haplotypes', 'af', 'pos_bp', 'pos_cm', 'mask']:
                    a = np.load(n + '.npy')
                    print(n, a.dtype, a.shape, a.tolist(), a.flags.c_contiguous)
                """;
        assertThat(python(script).lines())
                .containsExactly(
                        "haplotypes int8 (4, 5) "
                                + "[[0, 1, 0, 2, 3], [1, 0, 0, 0, 1], [0, 0, 1, 0, 0], [0, 1, 1, 1, 1]] True",
                        "af float32 (5,) [0.25, 0.5, 0.5, 0.5, 0.75] True",
                        "pos_bp int64 (5,) [1000, 2000, 3000, 4000, 5000] True",
                        "pos_cm float64 (5,) [0.0, 1.0, 2.0, 3.0, 4.0] True",
                        "mask int8 (5,) [0, 1, 1, 1, 0] True");
    }

    private static boolean hasNumpy() throws Exception {
        return Files.isExecutable(Path.of("/usr/bin/python3"))
                && new ProcessBuilder("/usr/bin/python3", "-c", "import numpy")
                                .start()
                                .waitFor()
                        == 0;
    }

    private String python(String script) throws Exception {
        Process process = new ProcessBuilder("/usr/bin/python3", "-c", script)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void theBlocksInWhichItIsWrittenDoNotShow() throws IOException {
        HaplotypePanel panel = TinyPanels.mosaicPanel(140, 90, 10, .2, 2);
        NpyExport.write(dir.resolve("whole"), panel, GeneticMap.constantRate());
        byte[] whole = Files.readAllBytes(dir.resolve("whole/haplotypes.npy"));
        for (int blockBytes : new int[] {1, 90 * 9, 90 * 64}) {
            NpyExport.write(dir.resolve("blocks"), panel, GeneticMap.constantRate(), Optional.empty(), blockBytes);
            assertThat(dir.resolve("blocks/haplotypes.npy")).hasBinaryContent(whole);
        }
    }

    @Test
    void anEarlierMaskDoesNotOutliveItsExport() throws IOException {
        NpyExport.write(dir, PANEL, GeneticMap.constantRate(), new int[] {0, 4});
        NpyExport.write(dir, PANEL, GeneticMap.constantRate());
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "haplotypes.npy", "af.npy", "pos_bp.npy", "pos_cm.npy", "sites.tsv", "manifest.json");
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsTheUsersToMend() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "x");
        assertThatThrownBy(() -> NpyExport.write(file, PANEL, GeneticMap.constantRate()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the tensors cannot be written")
                .hasMessageContaining("choose another --out");
        assertThatThrownBy(() -> NpyExport.write(dir, PANEL.slice(0, 0), GeneticMap.constantRate()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there is nothing to export; found 0 sites");
    }
}
