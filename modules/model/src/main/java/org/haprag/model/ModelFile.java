package org.haprag.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.haprag.genotype.FinishedFile;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Sha256;

/**
 * Weights and manifest in one file, in the safetensors layout (https://github.com/huggingface/safetensors): a little-endian
 * 64-bit header length, a JSON header, then float32 values. Data only: loading one cannot run code. The header's metadata
 * holds the manifest and the SHA-256 of manifest and values together, so that neither can be altered unnoticed.
 *
 * @param manifest what the file says of itself
 * @param weights values by name
 */
public record ModelFile(ModelManifest manifest, Map<String, float[]> weights) {
    /** Changes whenever files written before can no longer be read. */
    public static final int FORMAT_VERSION = 4;

    private static final String BUNDLED = "bundled.safetensors";
    private static final int MOST_HEADER_BYTES = 1 << 20;
    private static final int MOST_FILE_BYTES = 1 << 28;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** The weights that ship with the program. */
    public static ModelFile bundled() {
        try (InputStream in = ModelFile.class.getResourceAsStream(BUNDLED)) {
            if (in == null) throw new IllegalStateException(BUNDLED + " is not in the jar");
            return parse("bundled model", in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the file under a temporary name, then renames it. */
    public void write(Path path) throws IOException {
        int values = weights.values().stream().mapToInt(v -> v.length).sum();
        ByteBuffer data = ByteBuffer.allocate(4 * values).order(ByteOrder.LITTLE_ENDIAN);
        ObjectNode header = JSON.createObjectNode();
        ObjectNode metadata = header.putObject("__metadata__");
        weights.forEach((name, v) -> {
            ObjectNode tensor = header.putObject(name);
            tensor.put("dtype", "F32");
            tensor.putArray("shape").add(v.length);
            ArrayNode offsets = tensor.putArray("data_offsets").add(data.position());
            data.asFloatBuffer().put(v);
            data.position(data.position() + 4 * v.length);
            offsets.add(data.position());
        });
        String description = JSON.writeValueAsString(manifest);
        metadata.put("haprag", description);
        metadata.put("sha256", sha256(description, data.array(), 0));
        byte[] text = JSON.writeValueAsBytes(header);
        ByteBuffer out = ByteBuffer.allocate(8 + text.length + data.capacity()).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(text.length).put(text).put(data.array());
        Path temporary = path.resolveSibling(path.getFileName() + ".part");
        try {
            Files.write(temporary, out.array());
            FinishedFile.appear(temporary, path);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** @throws InputException if the file is not a sound model file of this version */
    public static ModelFile read(Path path) {
        try {
            long size = Files.size(path);
            if (size > MOST_FILE_BYTES) throw refused(path.toString(), size + " bytes", "at most " + MOST_FILE_BYTES);
            return parse(path.toString(), Files.readAllBytes(path));
        } catch (IOException e) {
            throw new InputException(
                    path.toString(),
                    "the model file cannot be read",
                    String.valueOf(e.getMessage()),
                    "a readable file",
                    "check the path and its permissions",
                    e);
        }
    }

    /** @param where named in errors */
    static ModelFile parse(String where, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long headerBytes = bytes.length < 8 ? -1 : in.getLong();
        if (headerBytes < 2 || headerBytes > MOST_HEADER_BYTES || headerBytes > bytes.length - 8) {
            throw refused(where, "a file of " + bytes.length + " bytes without a sound header", "a model file");
        }
        int dataAt = 8 + (int) headerBytes;
        try {
            JsonNode header = JSON.readTree(new String(bytes, 8, (int) headerBytes, StandardCharsets.UTF_8));
            JsonNode metadata = header.path("__metadata__");
            String description = metadata.path("haprag").asText();
            JsonNode manifest = JSON.readTree(description);
            int version = manifest.path("formatVersion").asInt(-1);
            if (version != FORMAT_VERSION) {
                throw refused(where, "format version " + version, "version " + FORMAT_VERSION);
            }
            String claimed = metadata.path("sha256").asText();
            String found = sha256(description, bytes, dataAt);
            if (!claimed.equals(found)) throw refused(where, "contents with SHA-256 " + found, "SHA-256 " + claimed);
            return new ModelFile(JSON.treeToValue(manifest, ModelManifest.class), weights(where, header, in, dataAt));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new InputException(
                    where,
                    "the model file is damaged",
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("nothing"),
                    "a model file as 'imputer train' writes it",
                    "train again or copy the file again",
                    e);
        }
    }

    /** Tensors lie one behind the other, as safetensors demands: no file can ask for more memory than its own size. */
    private static Map<String, float[]> weights(String where, JsonNode header, ByteBuffer in, int dataAt) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        in.position(dataAt);
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (entry.getKey().equals("__metadata__")) continue;
            long from = entry.getValue().path("data_offsets").path(0).asLong(-1);
            long to = entry.getValue().path("data_offsets").path(1).asLong(-1);
            boolean sound = entry.getValue().path("dtype").asText().equals("F32")
                    && from == in.position() - dataAt
                    && to >= from
                    && (to - from) % 4 == 0
                    && to <= in.capacity() - dataAt;
            if (!sound) throw refused(where, "tensor " + entry.getKey() + " at " + from + "-" + to, "float32 in a row");
            float[] values = new float[(int) (to - from) / 4];
            in.asFloatBuffer().get(values);
            in.position(dataAt + (int) to);
            weights.put(entry.getKey(), values);
        }
        if (in.hasRemaining()) throw refused(where, in.remaining() + " bytes behind the last tensor", "none");
        return weights;
    }

    private static InputException refused(String where, String found, String expected) {
        return new InputException(
                where,
                "this is not a model that this version of HapRAG can use",
                found,
                expected,
                "train again with this version, or leave --model out to use the bundled weights");
    }

    private static String sha256(String description, byte[] bytes, int dataAt) {
        return new Sha256()
                .add(description)
                .add(bytes, dataAt, bytes.length - dataAt)
                .hex();
    }
}
