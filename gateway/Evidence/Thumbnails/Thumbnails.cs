using Evaluation.Evidence;
using SkiaSharp;

namespace Evaluation.Gateway.Evidence.Thumbnails;

/// <summary>
/// Makes small pictures of large ones. A picture is decoded only if its header names no more than <see cref="Limits.ThumbnailPixels"/>, and
/// one at a time: decoding takes the processor and up to 200 MB.
/// </summary>
internal sealed class Thumbnails(EvidenceUseCases evidence, TimeProvider clock) : IDisposable
{
    private static readonly string[] Types = ["image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp"];

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Whether a file of this media type can have a thumbnail.</summary>
    public static bool IsPicture(string mediaType) => Types.Contains(mediaType);

    /// <summary>
    /// The picture as a JPEG within a square of <see cref="Limits.ThumbnailEdge"/> pixels, turned as the camera says and without metadata.
    /// Refused with <see cref="RefusalCode.NoThumbnail"/> for a file that is no picture, cannot be decoded, has too many pixels or takes
    /// longer than <see cref="Limits.ThumbnailTime"/>, and with <see cref="RefusalCode.Busy"/> when others take too long.
    /// </summary>
    /// <exception cref="EvidenceUnavailableException">The store did not answer.</exception>
    /// <exception cref="InvalidDataException">The stored file is not the one that was filed.</exception>
    public async ValueTask<Outcome<byte[]>> MakeAsync(EvidenceItem item, CancellationToken cancel)
    {
        if (!IsPicture(item.MediaType))
            return None("The file is no picture.");
        if (!await _turn.WaitAsync(Limits.ThumbnailTime, cancel))
            return Refusal.Busy;
        Task<byte[]?>? drawing = null;
        try
        {
            using var file = await ReadAsync(item, cancel);
            using var codec = SKCodec.Create(file);
            if (codec is null)
                return None("The picture cannot be decoded.");
            if ((long)codec.Info.Width * codec.Info.Height > Limits.ThumbnailPixels)
                return None($"The picture has more than {Limits.ThumbnailPixels / 1_000_000} million pixels.");
            drawing = Task.Run(() => Draw(codec), CancellationToken.None);
            return await drawing.WaitAsync(Limits.ThumbnailTime, clock, cancel) is { } drawn ? drawn : None("The picture cannot be decoded.");
        }
        catch (TimeoutException)
        {
            return None("The picture takes too long to decode.");
        }
        finally
        {
            // The decoder cannot be interrupted. The next picture waits until it has ended, so that there is never a second one.
            if (drawing is null || drawing.IsCompleted)
                _turn.Release();
            else
                _ = drawing.ContinueWith(_ => _turn.Release(), TaskScheduler.Default);
        }
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask<SKData> ReadAsync(EvidenceItem item, CancellationToken cancel)
    {
        await using var content = await evidence.OpenAsync(item, cancel);
        using var whole = new MemoryStream((int)item.Size);
        await content.CopyToAsync(whole, cancel);
        return SKData.CreateCopy(whole.GetBuffer().AsSpan(0, (int)whole.Length));
    }

    /// <summary>The first frame, scaled and upright, on white; null when it cannot be decoded.</summary>
    private static byte[]? Draw(SKCodec codec)
    {
        var scale = Math.Min(1f, Limits.ThumbnailEdge / (float)Math.Max(codec.Info.Width, codec.Info.Height));
        // A JPEG is decoded at about the final size. Other formats know their full size only.
        var size = codec.GetScaledDimensions(scale);
        using var decoded = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(decoded.Info, decoded.GetPixels()) is not (SKCodecResult.Success or SKCodecResult.IncompleteInput))
            return null;
        var origin = codec.EncodedOrigin;
        var (width, height) = (Math.Max(1, (int)(codec.Info.Width * scale)), Math.Max(1, (int)(codec.Info.Height * scale)));
        var isTurned = origin >= SKEncodedOrigin.LeftTop;
        using var surface = SKSurface.Create(new SKImageInfo(isTurned ? height : width, isTurned ? width : height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Concat(Upright(origin, width, height));
        using var picture = SKImage.FromBitmap(decoded);
        canvas.DrawImage(picture, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var small = surface.Snapshot();
        using var jpeg = small.Encode(SKEncodedImageFormat.Jpeg, Limits.ThumbnailQuality);
        return jpeg?.ToArray();
    }

    /// <summary>The matrix that turns a picture of this size upright (EXIF, tag 274).</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, float width, float height) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    private static Refusal None(string why) => new(RefusalCode.NoThumbnail, why);
}
