package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The network's weights by name, in the order in which they were declared. Small (tens of thousands), so that optimiser
 * and averages work on plain Java arrays, and every state can be saved to the bit.
 */
public final class Parameters implements AutoCloseable {
    private final NDManager manager;
    private final SplittableRandom random;
    private final Optional<Map<String, float[]>> given;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    /**
     * @param parent owner of the weights' memory
     * @param seed of the initial values
     */
    public Parameters(NDManager parent, long seed) {
        this(parent, seed, Optional.empty());
    }

    /**
     * Weights that are known already. A network that they do not fit is refused as it declares the first that differs,
     * before memory is asked for it.
     *
     * @param given values by name, not copied
     */
    Parameters(NDManager parent, Map<String, float[]> given) {
        this(parent, 0, Optional.of(given));
    }

    private Parameters(NDManager parent, long seed, Optional<Map<String, float[]>> given) {
        this.manager = parent.newSubManager();
        this.random = new SplittableRandom(seed);
        this.given = given;
    }

    /** Declares a float32 weight of normally distributed values with the given standard deviation. */
    NDArray normal(String name, Shape shape, double deviation) {
        if (given.isPresent()) return declare(name, shape, given(name, shape));
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) values[i] = (float) (deviation * gaussian());
        return declare(name, shape, values);
    }

    /** Declares a float32 weight of equal values. */
    public NDArray constant(String name, Shape shape, double value) {
        if (given.isPresent()) return declare(name, shape, given(name, shape));
        float[] values = new float[Math.toIntExact(shape.size())];
        java.util.Arrays.fill(values, (float) value);
        return declare(name, shape, values);
    }

    private float[] given(String name, Shape shape) {
        float[] values = given.orElseThrow().get(name);
        if (values == null) throw new IllegalArgumentException("no tensor " + name);
        if (values.length != shape.size()) {
            throw new IllegalArgumentException("tensor " + name + " of " + values.length + " values for " + shape);
        }
        for (float v : values) {
            if (!Float.isFinite(v)) throw new IllegalArgumentException("tensor " + name + " with " + v);
        }
        return values;
    }

    private NDArray declare(String name, Shape shape, float[] values) {
        NDArray array = manager.create(values, shape);
        array.setName(name);
        if (arrays.put(name, array) != null) throw new IllegalStateException("weight " + name + " declared twice");
        return array;
    }

    /** Box and Muller's, as java.util.Random does it, from the passed generator. */
    private double gaussian() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** Names in declaration order. */
    public List<String> names() {
        return new ArrayList<>(arrays.keySet());
    }

    public Shape shape(String name) {
        return get(name).getShape();
    }

    /** The weight itself, float32. */
    NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) throw new IllegalArgumentException("no weight named " + name);
        return array;
    }

    /** The weights themselves, float32, in declaration order. */
    public List<NDArray> arrays() {
        return List.copyOf(arrays.values());
    }

    /** Total number of weights. */
    public long count() {
        return arrays.values().stream().mapToLong(NDArray::size).sum();
    }

    /** A copy of all values by name, in declaration order. */
    public Map<String, float[]> values() {
        Map<String, float[]> out = new LinkedHashMap<>();
        arrays.forEach((name, array) -> out.put(name, array.toFloatArray()));
        return out;
    }

    /** Overwrites values; names that are not given keep theirs. */
    public void set(Map<String, float[]> values) {
        values.forEach((name, v) -> get(name).set(FloatBuffer.wrap(v)));
    }

    /** Makes every weight collect gradients. */
    public void requireGradients() {
        arrays.values().forEach(a -> a.setRequiresGradient(true));
    }

    /** The gradients since the last {@link #clearGradients}, by name. */
    public Map<String, float[]> gradients() {
        Map<String, float[]> out = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            try (NDArray gradient = array.getGradient()) {
                out.put(name, gradient.toFloatArray());
            }
        });
        return out;
    }

    /** Sets every gradient to 0. DJL accumulates them otherwise. */
    public void clearGradients() {
        arrays.values().forEach(array -> {
            try (NDArray gradient = array.getGradient()) {
                gradient.subi(gradient);
            }
        });
    }

    @Override
    public void close() {
        manager.close();
    }
}
