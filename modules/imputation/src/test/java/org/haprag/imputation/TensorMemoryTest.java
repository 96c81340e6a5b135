package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TensorMemoryTest {
    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .findFirst()
                .orElseThrow()
                .getMemoryUsed();
    }

    @Test
    void directBuffersThatNobodyHoldsDoNotGatherAndProgressIsHeard() throws InterruptedException {
        AtomicLong heard = new AtomicLong();
        TensorMemory memory = new TensorMemory(heard::addAndGet);
        long before = directBytes();
        long most = 0;
        for (int i = 0; i < 60; i++) {
            assertThat(ByteBuffer.allocateDirect(16 << 20).capacity()).isPositive(); // 960 MB in all
            memory.accept(40);
            Thread.sleep(5); // the buffers go a moment after the collection
            most = Math.max(most, directBytes() - before);
        }
        assertThat(heard).hasValue(2400);
        assertThat(most).isLessThan(256L << 20);
    }
}
