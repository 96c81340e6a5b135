#!/usr/bin/env python3
"""one_scale.py MODEL OUT : a model of three copying scales as one of the middle scale alone, which gets the weights of all three."""
import hashlib, json, struct, sys
import numpy as np
source, out = sys.argv[1:]
b = open(source, 'rb').read()
n = struct.unpack('<Q', b[:8])[0]
header = json.loads(b[8:8 + n])
meta = header.pop('__metadata__')
told = json.loads(meta['haprag'])
model, retrieval = told['model'], told['retrieval']
weights = {name: np.frombuffer(b, '<f4', offset=8 + n + t['data_offsets'][0], count=t['shape'][0]) for name, t in header.items()}


def one(name, outputs, first):
    """Columns [first, first + 3) of a matrix of so many rows become their sum."""
    w = weights[name].reshape(outputs, -1)
    weights[name] = np.hstack([w[:, :first], w[:, first:first + 3].sum(1, keepdims=True), w[:, first + 3:]]).ravel()


one('fusion.describe.weight', model['fusionWidth'], 0)
one('head.inputs.weight', model['headWidth'], model['fusionHeads'])
one('head.skip', 1, model['fusionHeads'])
model['scales'] = 1
retrieval['scales'] = [retrieval['scales'][retrieval['middleScale']]]
retrieval['middleScale'] = 0
data = b''
for name, w in weights.items():
    end = len(data) + 4 * len(w)
    header[name] = {'dtype': 'F32', 'shape': [len(w)], 'data_offsets': [len(data), end]}
    data += w.astype('<f4').tobytes()
meta['haprag'] = json.dumps(told, separators=(',', ':'))
meta['sha256'] = hashlib.sha256(meta['haprag'].encode() + data).hexdigest()
text = json.dumps({'__metadata__': meta, **header}, separators=(',', ':')).encode()
text += b' ' * (-len(text) % 8)
open(out, 'wb').write(struct.pack('<Q', len(text)) + text + data)
