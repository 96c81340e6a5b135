#!/bin/sh
# Unpacks the native libraries of imputer.jar into folders and takes them out of the jar.
# usage: unpack-natives.sh JAR NATIVES LIBTORCH
#   JAR       imputer.jar; rewritten without natives
#   NATIVES   folder for those of ND4J, OpenBLAS, JavaCPP, JNA and GKL
#   LIBTORCH  folder for libtorch and DJL's JNI glue; left as it is where it holds them already
set -eu
jar=$1 natives=$2 libtorch=$3
mkdir -p "$natives" "$libtorch"
unzip -qj "$jar" 'org/bytedeco/*/linux-x86_64/lib*.so*' 'org/nd4j/*/linux-x86_64/lib*.so*' \
    com/sun/jna/linux-x86-64/libjnidispatch.so com/intel/gkl/native/libgkl_compression.so com/intel/gkl/native/libgkl_utils.so \
    -d "$natives"
# JavaCPP asks for OpenBLAS by a second name, for which it would make a copy at run time.
ln -s libopenblas.so.0 "$natives/libopenblas_nolapack.so.0"
if [ ! -e "$libtorch/libtorch.so" ]; then
    unzip -qj "$jar" 'pytorch/cpu/linux-x86_64/*' jnilib/linux-x86_64/cpu/libdjl_torch.so -d "$libtorch"
fi
# Other platforms' natives go too: the image is for Linux on x86_64.
zip -qd "$jar" '*.so' '*.so.*' '*.dylib' '*.jnilib' '*.dll' '*.a'
chmod -R a+rX "$natives" "$libtorch"
