"""The exercises of the chapter on images.

Images and maps have the shape (n, rows, columns, channels); a convolution with "same" padding and
stride s makes ⌈size/s⌉ places a side.

References
----------
LeCun, Bottou, Bengio & Haffner (1998), Gradient-based learning applied to document recognition.
Simard, Victorri, LeCun & Denker (1991), Tangent prop.
"""

import math
from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. How many weights


def _same(size, kernel, stride):
    return -(-size // stride)


def _counts(count, *, side=_same):
    """Return an answer that counts by the sizes of a window and an image, places and maps."""

    def answer(size, kernel, stride, channels, maps):
        places = side(size, kernel, stride) ** 2
        return count(kernel**2 * channels, size**2 * channels, places, maps)

    return answer


def _right_counts(window, image, places, maps):
    return maps * (window + 1), places * maps * (image + 1)


COUNTS = Exercise(
    name="images.parameter_counts",
    call="parameter_counts(size, kernel, stride, channels, maps)",
    returns=("convolution", "dense"),
    reference=_counts(_right_counts),
    cases=tuple(
        partial(lambda *case: case, *case)
        for case in (
            (28, 5, 2, 1, 16),
            (14, 3, 1, 16, 32),
            (9, 3, 2, 3, 4),
            (11, 4, 3, 2, 1),
            (10, 5, 3, 2, 3),
            (8, 2, 2, 2, 3),
            (2, 1, 1, 1, 2),
        )
    ),
    mistakes=(
        Mistake(
            "no biases",
            "The weights are right; the biases are missing. A convolution has one for each map, a "
            "dense layer one for each output.",
            _counts(lambda window, image, places, maps: (maps * window, places * maps * image)),
        ),
        Mistake(
            "no biases in the convolution",
            "The dense layer is right. The convolution's biases are missing: it has one for each "
            "map.",
            _counts(
                lambda window, image, places, maps: (maps * window, places * maps * (image + 1))
            ),
        ),
        Mistake(
            "no biases in the dense layer",
            "The convolution is right. The dense layer's biases are missing: it has one for each "
            "of its outputs.",
            _counts(
                lambda window, image, places, maps: (maps * (window + 1), places * maps * image)
            ),
        ),
        Mistake(
            "one bias a layer",
            "Each layer has a single bias here. How many numbers does it add to its sums?",
            _counts(
                lambda window, image, places, maps: (maps * window + 1, places * maps * image + 1)
            ),
        ),
        Mistake(
            "one bias in the convolution",
            "The dense layer is right. The convolution has a single bias here; each of its maps "
            "has one.",
            _counts(
                lambda window, image, places, maps: (maps * window + 1, places * maps * (image + 1))
            ),
        ),
        Mistake(
            "one bias in the dense layer",
            "The convolution is right. The dense layer has a single bias here; each of its outputs "
            "has one.",
            _counts(
                lambda window, image, places, maps: (maps * (window + 1), places * maps * image + 1)
            ),
        ),
        Mistake(
            "a bias a map in the dense layer",
            "The convolution is right. The dense layer shares a bias within each map here. It "
            "shares nothing: each of its outputs has one.",
            _counts(
                lambda window, image, places, maps: (
                    maps * (window + 1),
                    maps * (places * image + 1),
                )
            ),
        ),
        Mistake(
            "a bias an input",
            "The convolution is right. The dense layer has a bias for each input here. To what is "
            "a bias added?",
            _counts(
                lambda window, image, places, maps: (
                    maps * (window + 1),
                    image * (places * maps + 1),
                )
            ),
        ),
        Mistake(
            "a bias a place",
            "The convolution has a bias for each place of each map here. Windows share their bias "
            "as they share their weights.",
            _counts(
                lambda window, image, places, maps: (
                    maps * (window + places),
                    places * maps * (image + 1),
                )
            ),
        ),
        Mistake(
            "a bias a channel",
            "The convolution has a bias for each channel of the input here. The products of all "
            "channels go into one sum.",
            lambda size, kernel, stride, channels, maps: (
                maps * channels * (kernel**2 + 1),
                _same(size, kernel, stride) ** 2 * maps * (size**2 * channels + 1),
            ),
        ),
        Mistake(
            "weights for each place",
            "Each place has weights of its own here. What is the point of a convolution?",
            _counts(
                lambda window, image, places, maps: (
                    places * maps * (window + 1),
                    places * maps * (image + 1),
                )
            ),
        ),
        Mistake(
            "an output a map",
            "The convolution is right. The dense layer has only one output for each map here; to "
            "replace the convolution it needs as many as the maps have places.",
            _counts(lambda window, image, places, maps: (maps * (window + 1), maps * (image + 1))),
        ),
        Mistake(
            "a row of places",
            "The convolution is right. The dense layer's outputs are those of one row of each map "
            "here; a map is a square.",
            lambda size, kernel, stride, channels, maps: (
                maps * (kernel**2 * channels + 1),
                _same(size, kernel, stride) * maps * (size**2 * channels + 1),
            ),
        ),
        Mistake(
            "one map of outputs",
            "The convolution is right. The dense layer has the outputs of a single map here; it "
            "needs those of all maps.",
            _counts(
                lambda window, image, places, maps: (maps * (window + 1), places * (image + 1))
            ),
        ),
        Mistake(
            "a row of the image",
            "The convolution is right. The dense layer reads one row of the image here: `size` is "
            "the side of a square.",
            lambda size, kernel, stride, channels, maps: (
                maps * (kernel**2 * channels + 1),
                _same(size, kernel, stride) ** 2 * maps * (size * channels + 1),
            ),
        ),
        Mistake(
            "windows as large as the image",
            "The dense layer is right. The windows of the convolution are as large as the image "
            "here; their side is `kernel`.",
            _counts(
                lambda window, image, places, maps: (
                    maps * (image + 1),
                    places * maps * (image + 1),
                )
            ),
        ),
        Mistake(
            "the outputs of the convolution",
            "The dense layer is right. The first number is that of the convolution's outputs; its "
            "parameters are asked for.",
            _counts(
                lambda window, image, places, maps: (places * maps, places * maps * (image + 1))
            ),
        ),
        Mistake(
            "a row of the window",
            "The dense layer is right. The convolution has the weights of one row of its window: "
            "`kernel` is the side of a square.",
            lambda size, kernel, stride, channels, maps: (
                maps * (kernel * channels + 1),
                _same(size, kernel, stride) ** 2 * maps * (size**2 * channels + 1),
            ),
        ),
        Mistake(
            "lines for squares",
            "Windows, images and maps are lines here. They are squares, of which you are given the "
            "sides.",
            lambda size, kernel, stride, channels, maps: (
                maps * (kernel * channels + 1),
                _same(size, kernel, stride) * maps * (size * channels + 1),
            ),
        ),
        Mistake(
            "rounded down",
            "The number of places was rounded down. With zeros around the image the last, "
            "incomplete step counts too.",
            _counts(_right_counts, side=lambda size, kernel, stride: size // stride),
        ),
        Mistake(
            "rounded to the nearest",
            "The number of places was rounded to the nearest integer. However short the last step "
            "is, it makes a place.",
            _counts(_right_counts, side=lambda size, kernel, stride: round(size / stride)),
        ),
        Mistake(
            "not rounded",
            "The number of places a side is not always whole here, as when a stride of 2 meets 9 "
            "pixels.",
            _counts(_right_counts, side=lambda size, kernel, stride: size / stride),
        ),
        Mistake(
            "one place more",
            "There is a place too many a side wherever the stride goes into the size without "
            "remainder.",
            _counts(_right_counts, side=lambda size, kernel, stride: size // stride + 1),
        ),
        Mistake(
            "padded alike on both sides",
            "This is right for odd windows. With an even one, half of `kernel` as padding on both "
            "sides is one too many; the exercise says how many places there are.",
            _counts(
                _right_counts,
                side=lambda size, kernel, stride: (size + 2 * (kernel // 2) - kernel) // stride + 1,
            ),
        ),
        Mistake(
            "padded up to whole windows",
            "A window's length less one was added to the image before it was divided by the "
            "stride. As many places as strides fit into the image, rounded up, are made.",
            _counts(_right_counts, side=lambda size, kernel, stride: (size + kernel - 1) // stride),
        ),
        Mistake(
            "no padding",
            "These are the places of a window that never hangs over the border. With padding "
            "there are more.",
            _counts(_right_counts, side=lambda size, kernel, stride: (size - kernel) // stride + 1),
        ),
        Mistake(
            "one channel",
            "The channels of the input are missing: a window has weights for each of them, and so "
            "has a dense layer.",
            lambda size, kernel, stride, channels, maps: _counts(_right_counts)(
                size, kernel, stride, 1, maps
            ),
        ),
        Mistake(
            "one channel in the window",
            "The dense layer is right. A window of the convolution reads all channels of the "
            "input, each with weights of its own.",
            lambda size, kernel, stride, channels, maps: (
                maps * (kernel**2 + 1),
                _same(size, kernel, stride) ** 2 * maps * (size**2 * channels + 1),
            ),
        ),
        Mistake(
            "one channel in the image",
            "The convolution is right. The dense layer reads every value of the image, so those of "
            "all channels.",
            lambda size, kernel, stride, channels, maps: (
                maps * (kernel**2 * channels + 1),
                _same(size, kernel, stride) ** 2 * maps * (size**2 + 1),
            ),
        ),
        Mistake(
            "stride ignored",
            "The dense layer has as many outputs here as the image has pixels. A stride makes "
            "fewer.",
            _counts(_right_counts, side=lambda size, kernel, stride: size),
        ),
        Mistake(
            "exchanged",
            "The two numbers stand the wrong way round: the convolution comes first.",
            lambda *case: _counts(_right_counts)(*case)[::-1],
        ),
        Mistake(
            "dense as a convolution without sharing",
            "The convolution is right. The dense layer reads only a window for each of its "
            "outputs here. It reads the whole image for each.",
            _counts(
                lambda window, image, places, maps: (
                    (window + 1) * maps,
                    (window + 1) * maps * places,
                )
            ),
        ),
    ),
)


# 2. How far a unit sees


def _field(kernels, strides, *, own_stride=False):
    field, step = 1, 1
    for kernel, stride in zip(kernels, strides, strict=True):
        step *= stride if own_stride else 1
        field += (kernel - 1) * step
        step *= 1 if own_stride else stride
    return field


def _field_of(kernels, strides, *, distance, less=1, start=1):
    """Return the field where ``distance(i, strides)`` is that of the places layer i reads."""
    steps = [distance(i, strides) for i in range(len(kernels))]
    return start + sum((k - less) * step for k, step in zip(kernels, steps, strict=True))


def _grown(kernels, strides):
    field = 1
    for kernel, stride in zip(kernels, strides, strict=True):
        field = field * stride + kernel - 1
    return field


def _whole_from_the_back(kernels, strides):
    field = 1
    for kernel, stride in zip(kernels[::-1], strides[::-1], strict=True):
        field = field * stride + kernel
    return field


def _strides_before(i, strides):
    return math.prod(strides[:i])


RECEPTIVE_FIELD = Exercise(
    name="images.receptive_field",
    call="receptive_field(kernels, strides)",
    reference=_field,
    cases=tuple(
        partial(lambda kernels, strides: (list(kernels), list(strides)), *case)
        for case in (
            ((5, 3, 2), (2, 1, 2)),
            ((3,), (2,)),
            ((3, 3, 3), (1, 1, 1)),
            ((7, 3, 3, 2), (2, 2, 1, 2)),
            ((4, 1, 5), (3, 2, 1)),
        )
    ),
    mistakes=(
        Mistake(
            "strides ignored",
            "The strides have no effect here. Behind a stride of 2, neighbouring places stand two "
            "pixels apart, so a window on them spans more pixels.",
            lambda kernels, strides: _field(kernels, [1] * len(kernels)),
        ),
        Mistake(
            "own stride",
            "A layer's own stride was counted for its own window. It spreads the places of the "
            "layers *behind* it.",
            partial(_field, own_stride=True),
        ),
        Mistake(
            "product of kernels",
            "The sizes of the windows were multiplied. Each window adds its size minus one, since "
            "neighbouring windows overlap.",
            lambda kernels, strides: int(np.prod(kernels)),
        ),
        Mistake(
            "sum of kernels",
            "The sizes of the windows were added. A window of size 1 widens nothing: what is added "
            "is one less, times a distance.",
            lambda kernels, strides: sum(kernels),
        ),
        Mistake(
            "whole windows",
            "The strides are right, but each window adds all of its size, as if neighbouring "
            "windows did not overlap. What does a window of size 1 add?",
            partial(_field_of, distance=_strides_before, less=0, start=0),
        ),
        Mistake(
            "whole windows and the start",
            "The strides are right. The first window alone sees one pixel more than its size here: "
            "one of its pixels was counted before.",
            partial(_field_of, distance=_strides_before, less=0),
        ),
        Mistake(
            "half windows",
            "Only half of each window was counted. It reaches from the middle to both sides.",
            lambda kernels, strides: _field_of(
                [1 + (k - 1) // 2 for k in kernels], strides, distance=_strides_before
            ),
        ),
        Mistake(
            "product of kernels and strides",
            "Windows and strides were all multiplied. Each window adds its size minus one, times "
            "the distance of the places that it reads.",
            lambda kernels, strides: math.prod(kernels) * math.prod(strides[:-1]),
        ),
        Mistake(
            "the distance alone",
            "This is how far apart the places of the last layer stand. How many pixels does one of "
            "them see?",
            lambda kernels, strides: math.prod(strides),
        ),
        Mistake(
            "up to the next unit",
            "The last layer's stride was counted as well. It says where its next unit looks, not "
            "what this one sees.",
            lambda kernels, strides: _field(kernels, strides) + math.prod(strides) - 1,
        ),
        Mistake(
            "own stride alone",
            "Each window was widened by its own stride alone. What spreads the places that it "
            "reads are the strides of the layers before it.",
            partial(_field_of, distance=lambda i, strides: strides[i]),
        ),
        Mistake(
            "grown on the way",
            "The field was multiplied by each stride on the way from the image. From the image on, "
            "it is the distance of the places that grows; from the last layer back, the field.",
            _grown,
        ),
        Mistake(
            "whole windows from the back",
            "From the last layer back is a good way. But the field of one place is multiplied by "
            "the stride: between places there is one gap less than there are places.",
            _whole_from_the_back,
        ),
        Mistake(
            "the first two layers at most",
            "Only the places of the first layer are spread by a stride here, or none at all. Each "
            "stride counts for all layers behind it.",
            lambda kernels, strides: (
                kernels[0] + sum((k - 1) * s for k, s in zip(kernels[1:], strides[1:], strict=True))
            ),
        ),
        Mistake(
            "a field for each layer",
            "This is what a unit of each layer sees. That of the last layer is asked for.",
            lambda kernels, strides: [
                _field(kernels[:i], strides[:i]) for i in range(1, len(kernels) + 1)
            ],
        ),
        Mistake(
            "the widest window",
            "This is the largest window times its stride. The windows add up: each adds to what "
            "those before it see.",
            lambda kernels, strides: max(k * s for k, s in zip(kernels, strides, strict=True)),
        ),
        Mistake(
            "the last window",
            "This is the size of the last window, counted in places of the layer before. Each of "
            "those sees several pixels.",
            lambda kernels, strides: kernels[-1],
        ),
        Mistake(
            "the first window",
            "This is what a unit of the first layer sees. The layers behind it see several such "
            "units at once.",
            lambda kernels, strides: kernels[0],
        ),
        Mistake(
            "strides added",
            "The distances were added up. Behind two layers of stride 2 neighbouring places stand "
            "four pixels apart, behind three of them eight.",
            partial(_field_of, distance=lambda i, strides: 1 + sum(strides[:i])),
        ),
        Mistake(
            "last stride alone",
            "Only the stride of the layer just before was counted. Those of all layers before it "
            "spread the places.",
            partial(_field_of, distance=lambda i, strides: strides[i - 1] if i else 1),
        ),
        Mistake(
            "all strides for all",
            "Every window was widened by the strides of all layers. A stride spreads the places "
            "that come after it, and none before.",
            partial(_field_of, distance=lambda i, strides: math.prod(strides)),
        ),
        Mistake(
            "the whole square",
            "This is the number of pixels in the whole square. What is asked for is its side.",
            lambda kernels, strides: _field(kernels, strides) ** 2,
        ),
        Mistake(
            "without the start",
            "One is missing: without any layer a unit sees one pixel, itself.",
            lambda kernels, strides: _field(kernels, strides) - 1,
        ),
        Mistake(
            "layers from the back",
            "The layers were taken in the wrong order: the first of the list stands next to the "
            "image.",
            lambda kernels, strides: _field(kernels[::-1], strides[::-1]),
        ),
        Mistake(
            "without the last layer",
            "The last layer is missing. Its own stride has no effect any more, but its "
            "window does.",
            lambda kernels, strides: _field(kernels[:-1], strides[:-1]),
        ),
        Mistake(
            "windows times strides",
            "The size of each window was multiplied by its own stride. A stride spreads the "
            "places of the layers behind it, and a window adds its size less one.",
            lambda kernels, strides: int(sum(k * s for k, s in zip(kernels, strides, strict=True))),
        ),
    ),
)


# 3. Backward through max pooling


def _pool_case(seed, n, rows, columns, maps):
    rng = np.random.default_rng(seed)
    h = rng.normal(size=(n, rows, columns, maps))
    return h, rng.normal(size=(n, rows // 2, columns // 2, maps))


def _below_zero(case):
    h, gradient = case
    return h - h.max() - 1, gradient


def _blocks(h):
    n, r, c, m = h.shape
    return h.reshape(n, r // 2, 2, c // 2, 2, m)


def _won(h, winner=np.max, axis=(2, 4)):
    blocks = _blocks(h)
    return blocks == winner(blocks, axis=axis, keepdims=True)


def _pool_gradient(h, gradient, **options):
    return (_won(h, **options) * gradient[:, :, None, :, None]).reshape(h.shape)


def _pool_everywhere(h, gradient, share=1.0):
    return share * gradient.repeat(2, axis=1).repeat(2, axis=2)


def _pool_corner(h, gradient):
    result = np.zeros_like(h)
    result[:, ::2, ::2] = gradient
    return result


def _pool_whole(h, gradient):
    won = h == h.max(axis=(1, 2), keepdims=True)
    return won * _pool_everywhere(h, gradient)


def _pool_overlapping(h, gradient):
    result = np.zeros_like(h)
    for i in range(h.shape[1] - 1):
        for j in range(h.shape[2] - 1):
            block = h[:, i : i + 2, j : j + 2]
            won = block == block.max(axis=(1, 2), keepdims=True)
            result[:, i : i + 2, j : j + 2] += won * gradient[:, i // 2, j // 2][:, None, None]
    return result


def _pool_far_apart(h, gradient):
    n, r, c, m = h.shape
    blocks = h.reshape(n, 2, r // 2, 2, c // 2, m)
    won = blocks == blocks.max(axis=(1, 3), keepdims=True)
    return (won * gradient[:, None, :, None]).reshape(h.shape)


def _pool_square(h, gradient):
    return _pool_gradient(h, gradient) * (np.arange(h.shape[2]) < h.shape[1])[:, None]


MAX_POOL_GRADIENT = Exercise(
    name="images.max_pool_gradient",
    call="max_pool_gradient(h, gradient)",
    reference=_pool_gradient,
    cases=(
        partial(_pool_case, 1, 2, 4, 4, 3),
        partial(_pool_case, 2, 1, 2, 6, 1),
        partial(_pool_case, 3, 3, 8, 4, 2),
        Case("one block", partial(_pool_case, 4, 1, 2, 2, 1)),
        Case("nothing above zero", lambda: _below_zero(_pool_case(5, 2, 2, 4, 2))),
    ),
    mistakes=(
        Mistake(
            "shared by all four",
            "The gradient was divided among the four places, as for a mean. Only one of them had a "
            "say in the maximum.",
            partial(_pool_everywhere, share=0.25),
        ),
        Mistake(
            "given to all four",
            "All four places get the whole gradient. A small change of a place that was not the "
            "largest changes nothing behind it.",
            _pool_everywhere,
        ),
        Mistake(
            "first place",
            "The gradient went to the first of the four places. It belongs to the largest of "
            "them, wherever that is.",
            _pool_corner,
        ),
        Mistake(
            "smallest",
            "The gradient went to the smallest of the four places.",
            partial(_pool_gradient, winner=np.min),
        ),
        Mistake(
            "largest absolute value",
            "The places with the largest absolute value were taken for the maxima. A large "
            "negative value is never the largest.",
            lambda h, gradient: _pool_gradient(np.abs(h), gradient),
        ),
        Mistake(
            "times the value",
            "The gradient was multiplied with the value that passed. The maximum is the value "
            "itself, so its derivative is 1.",
            lambda h, gradient: _pool_gradient(h, gradient) * h,
        ),
        Mistake(
            "the winners alone",
            "These are ones where the largest places are. What arrives there is the gradient of "
            "their block.",
            lambda h, gradient: _won(h).reshape(h.shape).astype(float),
        ),
        Mistake(
            "the values alone",
            "The largest values stand in their places here, and the gradient has no effect. "
            "Backwards it is the gradient that is passed on.",
            lambda h, gradient: _won(h).reshape(h.shape) * h,
        ),
        Mistake(
            "places far apart",
            "The four places that were compared are not neighbours: half an image lies between "
            "them. Into which two axes does a reshape split an axis, and in what order?",
            _pool_far_apart,
        ),
        Mistake(
            "over the blocks",
            "The maxima were taken over all blocks, one for each position within them. Each block "
            "has a maximum of its own.",
            partial(_pool_gradient, axis=(1, 3)),
        ),
        Mistake(
            "over the maps",
            "The maxima were taken over the maps too. Each map is pooled for itself.",
            partial(_pool_gradient, axis=(2, 4, 5)),
        ),
        Mistake(
            "over the images",
            "The maxima were taken over the images too. Each image is pooled for itself.",
            partial(_pool_gradient, axis=(0, 2, 4)),
        ),
        Mistake(
            "largest of the row",
            "The largest of each row of a block got the gradient, so two of four. There is one "
            "maximum, over rows and columns together.",
            partial(_pool_gradient, axis=4),
        ),
        Mistake(
            "largest of the column",
            "The largest of each column of a block got the gradient, so two of four. There is one "
            "maximum, over rows and columns together.",
            partial(_pool_gradient, axis=2),
        ),
        Mistake(
            "largest of row and column",
            "A place that is the largest of its row and of its column within a block need not be "
            "the largest of the block. Take one maximum over both.",
            lambda h, gradient: (
                (_won(h, axis=2) & _won(h, axis=4)) * gradient[:, :, None, :, None]
            ).reshape(h.shape),
        ),
        Mistake(
            "largest of the image",
            "Only the largest place of each whole map got a gradient. Each block of 2 × 2 has a "
            "largest place.",
            _pool_whole,
        ),
        Mistake(
            "all but the largest",
            "The gradient went to the three others, and not to the largest. A small change of "
            "these changes nothing behind them.",
            lambda h, gradient: (~_won(h) * gradient[:, :, None, :, None]).reshape(h.shape),
        ),
        Mistake(
            "all above the mean",
            "All places above the mean of their block got the gradient. Only the largest has a say "
            "in the maximum.",
            lambda h, gradient: (
                (_blocks(h) > _blocks(h).mean(axis=(2, 4), keepdims=True))
                * gradient[:, :, None, :, None]
            ).reshape(h.shape),
        ),
        Mistake(
            "overlapping windows",
            "The windows were moved by one place, so that they overlap. Those of the layer lie "
            "side by side: they are moved by two.",
            _pool_overlapping,
        ),
        Mistake(
            "the pooled values",
            "These are the largest values, as the layer gives them forward. Asked for is the "
            "gradient with respect to its input, of the shape of `h`.",
            lambda h, gradient: _blocks(h).max(axis=(2, 4)),
        ),
        Mistake(
            "the pooled values times the gradient",
            "The largest values were multiplied by the gradient. Asked for is the gradient with "
            "respect to the input, of the shape of `h`, which the values do not enter.",
            lambda h, gradient: _blocks(h).max(axis=(2, 4)) * gradient,
        ),
        Mistake(
            "the gradient as it came",
            "This is the gradient as it came, of the shape of the output. Its entries go to the "
            "places of `h` that were the largest of their blocks; the others get 0.",
            lambda h, gradient: gradient,
        ),
        Mistake(
            "side by side",
            "The places are right, but what they get is of another block: copies of the whole "
            "gradient stand side by side. Each of its entries has to be spread over its block.",
            lambda h, gradient: _won(h).reshape(h.shape) * np.tile(gradient, (1, 2, 2, 1)),
        ),
        Mistake(
            "nothing for negative values",
            "Blocks whose largest value is negative get no gradient. That would be right behind a "
            "ReLU; here the largest passes whatever its sign.",
            lambda h, gradient: _pool_gradient(h, gradient) * (h > 0),
        ),
        Mistake(
            "where h is positive",
            "The gradient went to all places with a positive value, as through a ReLU. A "
            "pooling layer lets the largest of four places through, whatever its sign.",
            lambda h, gradient: _pool_everywhere(h, gradient) * (h > 0),
        ),
        Mistake(
            "as many columns as rows",
            "Only as many columns as there are rows got a gradient. An image need not be square.",
            _pool_square,
        ),
    ),
)


# 4. The penalty of mirrored copies


def _mirror_case(seed, n, rows, columns, chance):
    rng = np.random.default_rng(seed)
    return rng.random((n, rows, columns)), rng.normal(size=(rows, columns)), chance


def _mirror(X, w, chance, *, factor=lambda q: q * (1 - q) / 2, flip=(2,), reduce=None):
    change = ((X - np.flip(X, axis=flip)) * w).sum(axis=(1, 2))
    value = np.mean(change**2) if reduce is None else reduce(change)
    return float(factor(chance) * value)


def _of_outputs(X, w, chance, combine):
    one, other = (X * w).sum(axis=(1, 2)), (X[:, :, ::-1] * w).sum(axis=(1, 2))
    return float(chance * (1 - chance) / 2 * np.mean(combine(one, other) ** 2))


def _mean_outputs(X, w, chance):
    return (((1 - chance) * X + chance * X[:, :, ::-1]) * w).sum(axis=(1, 2))


MIRROR_PENALTY = Exercise(
    name="images.mirror_penalty",
    call="mirror_penalty(X, w, chance)",
    reference=_mirror,
    cases=(
        partial(_mirror_case, 11, 5, 3, 4, 0.5),
        partial(_mirror_case, 12, 8, 4, 4, 0.2),
        partial(_mirror_case, 13, 3, 2, 5, 0.9),
        Case("never mirrored", partial(_mirror_case, 15, 4, 3, 3, 0.0)),
    ),
    mistakes=(
        Mistake(
            "chance for variance",
            "The chance stands where a variance belongs. A number that is 1 with probability q and "
            "else 0 has the variance q(1 − q).",
            partial(_mirror, factor=lambda q: q / 2),
        ),
        Mistake(
            "no half",
            "This is twice the penalty: the loss is half of a square, and so is what is added.",
            partial(_mirror, factor=lambda q: q * (1 - q)),
        ),
        Mistake(
            "no chance",
            "The chance has no effect here. If it were 0 or 1, all copies of an image would be the "
            "same, and nothing would have to be paid.",
            partial(_mirror, factor=lambda q: 0.5),
        ),
        Mistake(
            "neither chance nor half",
            "This is the mean squared change alone. Two factors are missing: the loss is half of a "
            "square, and whether an image is mirrored is a matter of chance.",
            partial(_mirror, factor=lambda q: 1.0),
        ),
        Mistake(
            "chance of the other",
            "The chance that an image stays as it is stands where a variance belongs. What is the "
            "variance of a number that is 1 with a certain chance and else 0?",
            partial(_mirror, factor=lambda q: (1 - q) / 2),
        ),
        Mistake(
            "square of the chance",
            "The chance is squared here, as if every image were moved by the mean change. What "
            "counts is how far its two versions scatter around their mean.",
            partial(_mirror, factor=lambda q: q**2 / 2),
        ),
        Mistake(
            "standard deviation",
            "A standard deviation stands where a variance belongs: what is added to the loss is "
            "made of squares.",
            partial(_mirror, factor=lambda q: np.sqrt(q * (1 - q)) / 2),
        ),
        Mistake(
            "variance over the images",
            "The changes' variance over the images was taken, which leaves out their mean. Each "
            "image pays for all of its change.",
            partial(_mirror, reduce=np.var),
        ),
        Mistake(
            "mean over the pixels",
            "The change of the output was averaged over the pixels. An output is a sum over them.",
            lambda X, w, chance: _mirror(X, w / w.size, chance),
        ),
        Mistake(
            "pixel by pixel",
            "Each pixel's change was squared for itself, as if each were mirrored or not on its "
            "own. They change together: what is their effect on the output?",
            lambda X, w, chance: float(
                chance * (1 - chance) / 2 * np.mean((((X - X[:, :, ::-1]) * w) ** 2).sum((1, 2)))
            ),
        ),
        Mistake(
            "mean over everything",
            "Each pixel's change was squared for itself, and the mean taken over pixels too. The "
            "change of an output is a sum over the pixels, and its square comes after.",
            lambda X, w, chance: float(
                chance * (1 - chance) / 2 * np.mean(((X - X[:, :, ::-1]) * w) ** 2)
            ),
        ),
        Mistake(
            "for each image",
            "The result has one number for each image. The penalty is their mean.",
            lambda X, w, chance: (
                chance * (1 - chance) / 2 * ((X - X[:, :, ::-1]) * w).sum(axis=(1, 2)) ** 2
            ),
        ),
        Mistake(
            "square of the mean",
            "The changes were averaged over the images before they were squared, so that they "
            "cancel. Each image pays for its own change.",
            partial(_mirror, reduce=lambda change: np.mean(change) ** 2),
        ),
        Mistake(
            "summed",
            "The sum over the images was returned; the loss is a mean.",
            partial(_mirror, reduce=lambda change: np.sum(change**2)),
        ),
        Mistake(
            "upside down",
            "The images were turned upside down. Mirrored means that left and right change places.",
            partial(_mirror, flip=(1,)),
        ),
        Mistake(
            "turned around",
            "The images were mirrored in both directions, which turns them by 180°.",
            partial(_mirror, flip=(1, 2)),
        ),
        Mistake(
            "other images",
            "Images were compared with other images: the order of the images was turned round, not "
            "that of their columns.",
            partial(_mirror, flip=(0,)),
        ),
        Mistake(
            "every axis",
            "Every axis was turned round: the rows, the columns, and the order of the images too. "
            "Only left and right change places.",
            partial(_mirror, flip=(0, 1, 2)),
        ),
        Mistake(
            "the factor of dropout",
            "This has ρ/(1 − ρ), the variance of dropout's factor. Whether an image is mirrored is "
            "a number that is 1 with probability q and else 0: q(1 − q).",
            partial(_mirror, factor=lambda q: q / (1 - q) / 2),
        ),
        Mistake(
            "no change at all",
            "This is always 0. The change of the output is that of the weighted image: the same "
            "weights see the image and its mirrored copy.",
            partial(_mirror, factor=lambda q: 0.0),
        ),
        Mistake(
            "the change itself",
            "The change itself was averaged, with its sign. A variance goes with its square.",
            partial(_mirror, reduce=np.mean),
        ),
        Mistake(
            "the sum of both",
            "The outputs of the image and of its mirrored copy were added. What scatters is their "
            "difference.",
            lambda X, w, chance: _of_outputs(X, w, chance, lambda one, other: one + other),
        ),
        Mistake(
            "the mirrored output alone",
            "Only the output of the mirrored copy was squared. What counts is how far it is from "
            "that of the image itself.",
            lambda X, w, chance: _of_outputs(X, w, chance, lambda one, other: other),
        ),
        Mistake(
            "the variance of the mean images' outputs",
            "This is the variance over the images of the outputs of the mean images. Each image "
            "has two versions; their variance is needed, and its mean over the images.",
            lambda X, w, chance: float(np.var(_mean_outputs(X, w, chance)) / 2),
        ),
        Mistake(
            "the square of the mean image's output",
            "This belongs to the other part of the loss, that of the mean image. The penalty is "
            "what the scatter around it adds.",
            lambda X, w, chance: float(np.mean(_mean_outputs(X, w, chance) ** 2) / 2),
        ),
        Mistake(
            "each column for itself",
            "The change was squared for each column of pixels. It is a change of the output, a "
            "sum over rows and columns.",
            lambda X, w, chance: float(
                chance * (1 - chance) / 2 * np.mean(((X - X[:, :, ::-1]) * w).sum(axis=1) ** 2)
            ),
        ),
        Mistake(
            "not squared",
            "The size of the change was averaged. A variance goes with its square.",
            partial(_mirror, reduce=lambda change: np.mean(np.abs(change))),
        ),
        Mistake(
            "always one half",
            "The chance was taken to be one half. It is given, and enters by the variance of a "
            "number that is 1 with this chance and else 0.",
            partial(_mirror, factor=lambda q: 1 / 8),
        ),
    ),
)


# 5. Main effects in a full design


def _design(seed, seeds):
    rng = np.random.default_rng(seed)
    effects = rng.normal(scale=2, size=(2, 2, 2, 1))
    return (30 + effects + 3 * rng.normal(size=seeds) + rng.normal(size=(2, 2, 2, seeds)),)


def _changes(outcomes):
    """Return (3, seeds): on minus off for each factor, averaged over the other two."""
    return np.stack(
        [np.diff(outcomes, axis=k).mean(axis=(0, 1, 2)) for k in range(outcomes.ndim - 1)]
    )


def _effects(outcomes, *, changes=_changes, ddof=1, divisor=np.sqrt):
    found = changes(outcomes)
    return found.mean(axis=1), found.std(axis=1, ddof=ddof) / divisor(found.shape[1])


def _quotients(outcomes):
    means = [outcomes.mean(axis=tuple(j for j in range(4) if j != k)) for k in range(3)]
    return np.array([on / off for off, on in means])


def _from_corner(outcomes, *, corner):
    """Return the changes at one corner: added alone (0), or left out of all (1)."""
    pairs = []
    for k in range(3):
        on, off = [corner] * 3, [corner] * 3
        on[k], off[k] = 1, 0
        pairs.append(outcomes[tuple(on)] - outcomes[tuple(off)])
    return np.stack(pairs)


def _unpaired(outcomes, *, pooled=False):
    """Return errors as if on and off had seeds of their own; pooled, each run as well."""
    means = _effects(outcomes)[0]
    variance = []
    for k in range(3):
        sides = np.moveaxis(outcomes, k, 0)
        sides = sides.reshape(2, -1) if pooled else sides.mean(axis=(1, 2))
        variance.append(sides.var(axis=1, ddof=1).sum() / sides.shape[1])
    return means, np.sqrt(variance)


def _each_change(outcomes):
    """Return (3, 4 seeds): on minus off for each factor, for each setting and seed."""
    return np.stack([np.diff(outcomes, axis=k).ravel() for k in range(3)])


def _errors_of_settings(outcomes):
    """Return (3,): the standard error of each of the four settings, averaged."""
    errors = [np.diff(outcomes, axis=k).std(axis=-1, ddof=1).mean() for k in range(3)]
    return np.array(errors) / np.sqrt(outcomes.shape[-1])


def _sides(outcomes, *, side):
    """Return (3, seeds): the mean outcome of each switch on one of its sides."""
    return np.stack([np.take(outcomes, side, axis=k).mean(axis=(0, 1)) for k in range(3)])


def _relative_changes(outcomes):
    pairs = [(np.take(outcomes, 0, axis=k), np.take(outcomes, 1, axis=k)) for k in range(3)]
    return np.stack([(on / off - 1).mean(axis=(0, 1)) for off, on in pairs])


def _squared_errors(outcomes):
    means, errors = _effects(outcomes)
    return means, errors**2


MAIN_EFFECTS = Exercise(
    name="images.main_effects",
    call="main_effects(outcomes)",
    # Outcomes of single precision lose a digit in the differences.
    rtol=1e-5,
    atol=1e-6,
    returns=("effects", "standard errors"),
    reference=_effects,
    cases=(
        partial(_design, 21, 4),
        partial(_design, 22, 6),
        partial(_design, 23, 3),
        Case("two seeds", partial(_design, 24, 2)),
    ),
    mistakes=(
        Mistake(
            "added alone",
            "These are the changes with the two others off. The main effect averages over all "
            "four settings of the others.",
            partial(_effects, changes=partial(_from_corner, corner=0)),
        ),
        Mistake(
            "left out",
            "These are the changes with the two others on. The main effect averages over all "
            "four settings of the others.",
            partial(_effects, changes=partial(_from_corner, corner=1)),
        ),
        Mistake(
            "standard deviation",
            "The effects are right. The second part is the standard deviation over seeds; the "
            "standard error of a mean is smaller.",
            partial(_effects, divisor=lambda seeds: 1),
        ),
        Mistake(
            "standard deviation, divided by the number of seeds",
            "The effects are right. The second part is a standard deviation, with the number of "
            "seeds where one less belongs. How far does a mean scatter?",
            partial(_effects, ddof=0, divisor=lambda seeds: 1),
        ),
        Mistake(
            "no root of the seeds",
            "The effects are right. The standard deviation was divided by the number of seeds: it "
            "is the variance of a mean that shrinks so fast.",
            partial(_effects, divisor=lambda seeds: seeds),
        ),
        Mistake(
            "variance of the mean",
            "The effects are right. The second part holds the variances of the means; a standard "
            "error has the unit of the effect.",
            _squared_errors,
        ),
        Mistake(
            "half an interval",
            "The effects are right. The second part is half the width of an interval of 95%: "
            "standard errors are asked for.",
            partial(_effects, divisor=lambda seeds: np.sqrt(seeds) / 1.96),
        ),
        Mistake(
            "settings as seeds",
            "The effects are right. For the errors the four settings of a seed were counted as "
            "four seeds. They share what is peculiar to it: average over them first.",
            partial(_effects, changes=_each_change),
        ),
        Mistake(
            "divided by the number of seeds",
            "The effects are right. The variance over seeds was divided by their number: divide by "
            "one less, since the mean was estimated from them.",
            partial(_effects, ddof=0),
        ),
        Mistake(
            "not paired",
            "The effects are right. For the standard errors, take the differences seed by seed "
            "first: what a seed has in common on both sides drops out.",
            _unpaired,
        ),
        Mistake(
            "every run for itself",
            "The effects are right. The errors are those of two heaps of unrelated runs. Settings "
            "and seeds are the same on both sides: take differences first.",
            partial(_unpaired, pooled=True),
        ),
        Mistake(
            "off minus on",
            "The sign is turned round: an effect is what happens when the factor is switched on.",
            partial(_effects, changes=lambda outcomes: -_changes(outcomes)),
        ),
        Mistake(
            "half of the change",
            "This is half of each change, the distance of either side from the mean of both.",
            partial(_effects, changes=lambda outcomes: _changes(outcomes) / 2),
        ),
        Mistake(
            "order turned round",
            "The switches come in the wrong order: the first axis belongs to the first of them.",
            partial(_effects, changes=lambda outcomes: _changes(outcomes)[::-1]),
        ),
        Mistake(
            "more seeds than there are",
            "The effects are right. The settings were averaged over already, and then counted once "
            "more under the root. Of how many numbers is each effect the mean?",
            partial(_effects, divisor=lambda seeds: np.sqrt(4 * seeds)),
        ),
        Mistake(
            "summed over the settings",
            "The changes were added up over the four settings of the two others: they are to be "
            "averaged.",
            partial(_effects, changes=lambda outcomes: 4 * _changes(outcomes)),
        ),
        Mistake(
            "spread of every change",
            "The effects are right. For the errors all changes, of all settings, were taken for a "
            "sample as large as the seeds. Average over the settings first, seed by seed.",
            lambda outcomes: (
                _effects(outcomes)[0],
                _each_change(outcomes).std(axis=1, ddof=1) / np.sqrt(outcomes.shape[-1]),
            ),
        ),
        Mistake(
            "mean of four errors",
            "The effects are right. The errors of the four settings were averaged. Average the "
            "changes over the settings first; the error of that mean is smaller.",
            lambda outcomes: (_effects(outcomes)[0], _errors_of_settings(outcomes)),
        ),
        Mistake(
            "spread over the settings",
            "The effects are right. The errors come from the spread over the four settings; how "
            "far would other seeds have led is what is asked.",
            lambda outcomes: (
                _effects(outcomes)[0],
                np.array(
                    [
                        np.diff(outcomes, axis=k).mean(axis=-1).std(ddof=1) / 2
                        for k in range(outcomes.ndim - 1)
                    ]
                ),
            ),
        ),
        Mistake(
            "medians",
            "The effects are medians over the seeds. Return their means, to which the standard "
            "errors belong.",
            lambda outcomes: (np.median(_changes(outcomes), axis=1), _effects(outcomes)[1]),
        ),
        Mistake(
            "shares",
            "The changes were divided by what was there without the switch. An effect here is a "
            "difference, on minus off.",
            partial(_effects, changes=_relative_changes),
        ),
        Mistake(
            "on alone",
            "These are the mean outcomes with each switch on. An effect is on minus off.",
            partial(_effects, changes=partial(_sides, side=1)),
        ),
        Mistake(
            "against all on",
            "Each switch's outcomes when it is off were compared with the run that has all three "
            "on. Compare settings that differ in this one switch alone.",
            partial(
                _effects, changes=lambda outcomes: outcomes[1, 1, 1] - _sides(outcomes, side=0)
            ),
        ),
        Mistake(
            "effects alone over seeds",
            "The result has an effect for each seed. Take means and standard errors over the "
            "seeds, the last axis.",
            _changes,
        ),
        Mistake(
            "quotients",
            "The standard errors are right. The effects are quotients of on and off: a main "
            "effect is on minus off.",
            lambda outcomes: (_quotients(outcomes), _effects(outcomes)[1]),
        ),
    ),
)


# 6. Averaging answers over shifts


def _scores(seed, shifts, n, classes, level=0.0):
    rng = np.random.default_rng(seed)
    common = level + 3 * rng.normal(size=(n, classes))
    return common + 2 * rng.normal(size=(shifts, n, classes)), rng.integers(classes, size=n)


def _far_from_right(*of):
    """Return scores of which the first image's are 60 too low for its label."""
    scores, y = _scores(*of)
    scores[:, 0, y[0]] -= 60
    return scores, y


def _log_softmax(scores, axis):
    scores = scores - scores.max(axis=axis, keepdims=True)
    return scores - np.log(np.exp(scores).sum(axis=axis, keepdims=True))


def _of_labels(log_q, y):
    return float(-np.mean(log_q[np.arange(len(y)), y]))


def _log_averaged(logits, axis=2):
    log_q = _log_softmax(logits, axis)
    largest = log_q.max(axis=0)
    return largest + np.log(np.exp(log_q - largest).mean(axis=0))


def _over_everything(exponentials):
    return (exponentials / exponentials.sum()).mean(axis=0)


def _averaged_loss(logits, y, axis=2):
    return _of_labels(_log_averaged(logits, axis), y)


AVERAGED_LOSS = Exercise(
    name="images.averaged_loss",
    call="averaged_loss(logits, y)",
    reference=_averaged_loss,
    cases=(
        partial(_scores, 31, 9, 6, 4),
        partial(_scores, 32, 2, 3, 10),
        partial(_scores, 33, 5, 20, 3),
        Case("one shift, one image", partial(_scores, 34, 1, 1, 4)),
        Case("scores of some hundreds", partial(_scores, 35, 3, 4, 5, level=800.0)),
        Case("an image that is far from right", partial(_far_from_right, 36, 3, 2, 4)),
    ),
    mistakes=(
        Mistake(
            "averages scores",
            "The scores were averaged and then made into probabilities. Here each shift has its "
            "own probabilities, and these are averaged.",
            lambda logits, y: _of_labels(_log_softmax(logits.mean(axis=0), 1), y),
        ),
        Mistake(
            "averages losses",
            "This is the mean of the losses of the single shifts. The averaged probabilities have "
            "one loss, and it is smaller.",
            lambda logits, y: _of_labels(_log_softmax(logits, 2).mean(axis=0), y),
        ),
        Mistake(
            "sums probabilities",
            "The probabilities were added, not averaged: those of an image have to sum to one.",
            lambda logits, y: _averaged_loss(logits, y) - float(np.log(len(logits))),
        ),
        Mistake(
            "first shift alone",
            "Only the first of the shifts was used. The probabilities of all of them are averaged.",
            lambda logits, y: _of_labels(_log_softmax(logits[0], 1), y),
        ),
        Mistake(
            "wrong sign",
            "The sign is turned round: a loss is minus the logarithm of a probability.",
            lambda logits, y: -_averaged_loss(logits, y),
        ),
        Mistake(
            "summed over images",
            "The sum over the images was returned; the loss is a mean.",
            lambda logits, y: len(y) * _averaged_loss(logits, y),
        ),
        Mistake(
            "for each image",
            "The result has one loss for each image. Their mean is asked for.",
            lambda logits, y: -_log_averaged(logits)[np.arange(len(y)), y],
        ),
        Mistake(
            "probabilities over the shifts",
            "The probabilities sum to one over the shifts. They are those of the classes, for each "
            "shift and each image.",
            partial(_averaged_loss, axis=0),
        ),
        Mistake(
            "probabilities over the images",
            "The probabilities sum to one over the images. Each image has probabilities of its own "
            "for the classes.",
            partial(_averaged_loss, axis=1),
        ),
        Mistake(
            "probabilities over everything",
            "All scores together were made into one distribution. Which axis holds the classes?",
            partial(_averaged_loss, axis=None),
        ),
        Mistake(
            "every image with every label",
            "Each image was asked for the labels of all images, and the mean taken over all pairs. "
            "Image i goes with label i alone.",
            lambda logits, y: float(-np.mean(_log_averaged(logits)[:, y])),
        ),
        Mistake(
            "every class",
            "The mean went over all classes. Only the probability of the label enters the loss.",
            lambda logits, y: float(-np.mean(_log_averaged(logits))),
        ),
        Mistake(
            "the surest class",
            "The largest probability was taken, whatever the label is. Being sure of a wrong class "
            "has to cost.",
            lambda logits, y: float(-np.mean(_log_averaged(logits).max(axis=1))),
        ),
        Mistake(
            "logarithm of the mean over images",
            "The probabilities were averaged over the images too, and then the logarithm taken. "
            "Over images it is the losses that are averaged.",
            lambda logits, y: float(
                -np.log(np.mean(np.exp(_log_averaged(logits)[np.arange(len(y)), y])))
            ),
        ),
        Mistake(
            "no logarithm",
            "This is minus the mean probability of the labels. Cross-entropy takes a logarithm "
            "before the mean.",
            lambda logits, y: float(-np.mean(np.exp(_log_averaged(logits)[np.arange(len(y)), y]))),
        ),
        Mistake(
            "exponentials too large",
            "The exponentials of scores of some hundreds are too large for a float. Take the "
            "largest score of each image off first: the probabilities stay what they are.",
            lambda logits, y: _of_labels(
                np.log((np.exp(logits) / np.exp(logits).sum(axis=2, keepdims=True)).mean(axis=0)),
                y,
            ),
        ),
        Mistake(
            "one sum for everything",
            "The exponentials were divided by their sum over all shifts, images and classes. For "
            "each shift and image they have to sum to one over the classes.",
            lambda logits, y: _of_labels(
                np.log(_over_everything(np.exp(logits - logits.max(axis=2, keepdims=True)))), y
            ),
        ),
        Mistake(
            "sigmoids",
            "Each score was put into a sigmoid of its own, so that the probabilities of an image "
            "do not sum to one. Ten classes need a softmax.",
            lambda logits, y: _of_labels(np.log(np.mean(1 / (1 + np.exp(-logits)), axis=0)), y),
        ),
        Mistake(
            "probabilities that do not sum to one",
            "Scores were turned into positive numbers that do not sum to one over the classes. "
            "Divide by their sum, for each shift and each image.",
            lambda logits, y: _of_labels(
                np.log(np.exp(logits - logits.max(axis=2, keepdims=True)).mean(axis=0)), y
            ),
        ),
        Mistake(
            "the best shift",
            "For each class the largest probability of all shifts was taken. They are to be "
            "averaged.",
            lambda logits, y: _of_labels(_log_softmax(logits, 2).max(axis=0), y),
        ),
        Mistake(
            "medians of the shifts",
            "The median over the shifts was taken. The mean is asked for.",
            lambda logits, y: _of_labels(
                np.log(np.median(np.exp(_log_softmax(logits, 2)), axis=0)), y
            ),
        ),
        Mistake(
            "the entropy",
            "This is the entropy of the probabilities: how unsure they are, whatever the label is. "
            "Cross-entropy takes the logarithm at the label.",
            lambda logits, y: float(
                -np.sum(np.exp(_log_averaged(logits)) * _log_averaged(logits), axis=1).mean()
            ),
        ),
        Mistake(
            "the accuracy",
            "This is the share of the images that are right. The loss is made of the logarithms of "
            "their labels' probabilities.",
            lambda logits, y: float(np.mean(_log_averaged(logits).argmax(axis=1) == y)),
        ),
        Mistake(
            "the share of errors",
            "This is the share of the images that are wrong. The loss is made of the logarithms of "
            "their labels' probabilities.",
            lambda logits, y: float(np.mean(_log_averaged(logits).argmax(axis=1) != y)),
        ),
        Mistake(
            "one minus the probability",
            "This is 1 minus the mean probability of the labels. Cross-entropy takes minus a "
            "logarithm, before the mean.",
            lambda logits, y: float(
                1 - np.mean(np.exp(_log_averaged(logits)[np.arange(len(y)), y]))
            ),
        ),
        Mistake(
            "the probability",
            "This is the mean probability of the labels. Cross-entropy takes minus a logarithm, "
            "before the mean.",
            lambda logits, y: float(np.mean(np.exp(_log_averaged(logits)[np.arange(len(y)), y]))),
        ),
        Mistake(
            "made into probabilities twice",
            "The averaged probabilities were taken for scores and made into probabilities once "
            "more. Their logarithm is all that is missing.",
            lambda logits, y: _of_labels(_log_softmax(np.exp(_log_averaged(logits)), 1), y),
        ),
        Mistake(
            "divided by the classes as well",
            "The sum was divided by the number of classes as well. The loss is a mean over the "
            "images.",
            lambda logits, y: _averaged_loss(logits, y) / logits.shape[2],
        ),
        Mistake(
            "logarithm to base two",
            "The loss is in bits: the logarithm is the one to base 2. Cross-entropy here is "
            "measured with the natural one.",
            lambda logits, y: _averaged_loss(logits, y) / float(np.log(2)),
        ),
        Mistake(
            "losses of probabilities over the shifts",
            "The probabilities sum to one over the shifts, and their losses were averaged. They"
            " are those of the classes, and it is the probabilities that are averaged.",
            lambda logits, y: _of_labels(_log_softmax(logits, 0).mean(axis=0), y),
        ),
    ),
)

EXERCISES = (
    COUNTS,
    RECEPTIVE_FIELD,
    MAX_POOL_GRADIENT,
    MIRROR_PENALTY,
    MAIN_EFFECTS,
    AVERAGED_LOSS,
)
