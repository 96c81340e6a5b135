package org.haprag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.haprag.genotype.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files that are sound come back to the bit; all others end as an InputException. */
class ModelFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path written() throws IOException {
        return written(folder);
    }

    static Path written(Path folder) throws IOException {
        Path path = folder.resolve("model.safetensors");
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1)) {
            model.toFile(Map.of("seed", "1", "note", "für die Bank \u2713")).write(path);
        }
        return path;
    }

    /** Reads a file as impute does: to a network. */
    static void load(Path path) {
        HapRagModel.of(ModelFile.read(path), path.toString()).close();
    }

    private static void assertRefused(Path path, String... parts) {
        assertThatThrownBy(() -> load(path))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContainingAll(parts);
    }

    static int headerBytes(byte[] file) {
        return (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** Rewrites the header and leaves the values as they are. */
    private static void edit(Path path, UnaryOperator<String> change) throws IOException {
        byte[] file = Files.readAllBytes(path);
        int length = headerBytes(file);
        byte[] header = change.apply(new String(file, 8, length, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(file.length - length + header.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .put(file, 8 + length, file.length - 8 - length);
        Files.write(path, out.array());
    }

    @Test
    void weightsAndManifestComeBackToTheBit() throws IOException {
        Path path = written();
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1)) {
            ModelFile read = ModelFile.read(path);
            assertThat(read.manifest().model()).isEqualTo(model.manifest().model());
            assertThat(read.manifest().retrieval()).isEqualTo(model.manifest().retrieval());
            assertThat(read.manifest().provenance()).containsEntry("note", "für die Bank \u2713");
            Map<String, float[]> values = model.network().parameters().values();
            assertThat(read.weights().keySet()).containsExactlyElementsOf(values.keySet());
            values.forEach(
                    (name, v) -> assertThat(read.weights().get(name)).as(name).containsExactly(v));
        }
        assertThat(Files.list(folder)).as("no temporary file is left").containsExactly(path);
    }

    @Test
    void writingAFileThatWasReadGivesTheSameBytes() throws IOException {
        Path path = written();
        Path again = folder.resolve("again.safetensors");
        ModelFile.read(path).write(again);
        assertThat(again).hasSameBinaryContentAs(path);
    }

    @Test
    void theFileIsInTheSafetensorsLayout() throws IOException {
        Path path = written();
        byte[] file = Files.readAllBytes(path);
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) in.getLong();
        JsonNode header = JSON.readTree(new String(file, 8, length, StandardCharsets.UTF_8));
        Map<String, float[]> weights = ModelFile.read(path).weights();
        long end = 0;
        for (Iterator<Map.Entry<String, JsonNode>> it = header.fields(); it.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = it.next();
            if (entry.getKey().equals("__metadata__")) {
                entry.getValue().forEach(v -> assertThat(v.isTextual()).isTrue());
                continue;
            }
            JsonNode tensor = entry.getValue();
            assertThat(tensor.get("dtype").asText()).isEqualTo("F32");
            long elements = 1;
            for (JsonNode d : tensor.get("shape")) elements *= d.asLong();
            long from = tensor.get("data_offsets").get(0).asLong();
            assertThat(from).as("no holes").isEqualTo(end);
            end = tensor.get("data_offsets").get(1).asLong();
            assertThat(end - from).isEqualTo(4 * elements);
            float[] v = weights.get(entry.getKey());
            assertThat(in.getFloat(8 + length + (int) from)).isEqualTo(v[0]);
            assertThat(in.getFloat(8 + length + (int) end - 4)).isEqualTo(v[v.length - 1]);
        }
        assertThat(end).isEqualTo(file.length - 8 - length);
    }

    @Test
    void numpyReadsTheSameValues() throws Exception {
        Path path = written();
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(Files.isExecutable(python), "no /usr/bin/python3");
        String script = "import sys, json\ntry:\n import numpy as np\nexcept ImportError:\n sys.exit(3)\n"
                + "b = open(sys.argv[1], 'rb').read()\nn = int.from_bytes(b[:8], 'little')\n"
                + "t = json.loads(b[8:8 + n])['embedding.allele']\nf, e = t['data_offsets']\n"
                + "print(' '.join(repr(float(v)) for v in np.frombuffer(b[8 + n + f:8 + n + e], '<f4')))\n";
        Process process = new ProcessBuilder(python.toString(), "-c", script, path.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        int code = process.waitFor();
        assumeTrue(code != 3, "python3 has no numpy");
        assertThat(code).isZero();
        float[] expected = ModelFile.read(path).weights().get("embedding.allele");
        String[] found = out.trim().split(" ");
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++)
            assertThat((float) Double.parseDouble(found[i])).isEqualTo(expected[i]);
    }

    @Test
    void aFileCutAnywhereIsRefused() throws IOException {
        Path path = written();
        byte[] file = Files.readAllBytes(path);
        int header = 8 + headerBytes(file);
        for (int length : new int[] {0, 7, 8, 9, header / 2, header - 1, header, header + 1, file.length - 1}) {
            Files.write(path, Arrays.copyOf(file, length));
            assertRefused(path, "found", "expected");
        }
    }

    @Test
    void valuesThatWereAlteredAreRefused() throws IOException {
        Path path = written();
        byte[] file = Files.readAllBytes(path);
        file[file.length - 3] ^= 1;
        Files.write(path, file);
        assertRefused(path, "SHA-256");
    }

    @Test
    void bytesBehindTheLastValueAreRefused() throws IOException {
        Path path = written();
        Files.write(path, Arrays.copyOf(Files.readAllBytes(path), (int) Files.size(path) + 4));
        assertRefused(path, "SHA-256");
    }

    @Test
    void anotherFormatVersionIsRefusedByName() throws IOException {
        Path path = written();
        edit(path, h -> h.replace("\\\"formatVersion\\\":" + ModelFile.FORMAT_VERSION, "\\\"formatVersion\\\":99"));
        assertRefused(path, "99");
    }

    @Test
    void aMissingFileIsRefusedAsUnreadable() {
        assertRefused(folder.resolve("nowhere.safetensors"), "cannot be read");
    }

    @Test
    void aFolderOrAnotherKindOfFileIsRefused() throws IOException {
        assertThatThrownBy(() -> load(folder)).isInstanceOf(InputException.class);
        Path vcf = folder.resolve("a.vcf");
        Files.writeString(vcf, "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        assertRefused(vcf, "model file");
    }

    @Test
    void weightsThatAreNotNumbersAreRefused() throws IOException {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            ModelFile sound = ModelFile.read(written());
            sound.weights().get("head.skip")[1] = bad;
            Path path = folder.resolve("bad.safetensors");
            sound.write(path);
            assertRefused(path, "head.skip", String.valueOf(bad));
        }
    }

    @Test
    void aMissingASurplusAndAShortTensorAreRefusedByName() throws IOException {
        ModelFile sound = ModelFile.read(written());
        Map<String, float[]> fewer = new LinkedHashMap<>(sound.weights());
        fewer.remove("head.last.bias");
        Map<String, float[]> more = new LinkedHashMap<>(sound.weights());
        more.put("head.extra", new float[3]);
        Map<String, float[]> shorter = new LinkedHashMap<>(sound.weights());
        shorter.put("head.skip", new float[1]);
        Path path = folder.resolve("other.safetensors");
        new ModelFile(sound.manifest(), fewer).write(path);
        assertRefused(path, "head.last.bias");
        new ModelFile(sound.manifest(), more).write(path);
        assertRefused(path, "head.extra");
        new ModelFile(sound.manifest(), shorter).write(path);
        assertRefused(path, "head.skip");
    }

    @Test
    void sizesThatNoMachineHoldsAreRefusedBeforeMemoryIsAskedFor() throws IOException {
        ModelFile sound = ModelFile.read(written());
        ModelConfig c = sound.manifest().model();
        for (int huge : new int[] {1 << 20, 1 << 27, 1 << 30}) {
            assertDoesNotFit(sound, sized(c, huge, c.layers(), c.fusionWidth(), c.headWidth()));
            assertDoesNotFit(sound, sized(c, c.width(), huge, c.fusionWidth(), c.headWidth()));
            assertDoesNotFit(sound, sized(c, c.width(), c.layers(), huge, c.headWidth()));
            assertDoesNotFit(sound, sized(c, c.width(), c.layers(), c.fusionWidth(), huge));
        }
    }

    private static ModelConfig sized(ModelConfig c, int width, int layers, int fusionWidth, int headWidth) {
        return new ModelConfig(
                width,
                layers,
                c.attentionHeads(),
                c.window(),
                c.neighbours(),
                c.scales(),
                c.fusionHeads(),
                fusionWidth,
                headWidth,
                c.mafResidual(),
                c.dropout());
    }

    private static void assertDoesNotFit(ModelFile sound, ModelConfig config) {
        ModelManifest m = sound.manifest();
        ModelManifest other = new ModelManifest(m.formatVersion(), config, m.retrieval(), m.provenance());
        assertThatThrownBy(() -> HapRagModel.of(new ModelFile(other, sound.weights()), "huge"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("huge: the weights do not fit")
                .hasMessageContaining("tensor ");
    }

    @Test
    void tensorsThatShareValuesAreRefused() throws IOException {
        Path path = written();
        edit(path, h -> {
            try {
                ObjectNode header = (ObjectNode) JSON.readTree(h);
                JsonNode whole = header.get("head.skip");
                for (int i = 0; i < 5; i++) header.set("copy" + i, whole);
                return JSON.writeValueAsString(header);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertThatThrownBy(() -> ModelFile.read(path)).isInstanceOf(InputException.class);
    }

    @Test
    void anAlteredManifestIsRefused() throws IOException {
        Path path = written();
        edit(path, h -> h.replace("\\\"window\\\":" + TinyCase.TYPED, "\\\"window\\\":" + (TinyCase.TYPED + 1)));
        assertRefused(path, "SHA-256");
    }

    @Test
    void nothingInAModelFileIsAJavaObject() throws IOException {
        byte[] file = Files.readAllBytes(written());
        assertThat(file[0] == (byte) 0xac && file[1] == (byte) 0xed)
                .as("Java serialization's magic number")
                .isFalse();
        for (Class<?> type : new Class<?>[] {ModelFile.class, ModelManifest.class, HapRagModel.class}) {
            try (var in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
                String code = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(Stream.of("java/io/ObjectInputStream", "ScriptModule", "java/lang/Class.forName"))
                        .noneMatch(code::contains);
            }
        }
    }
}
