using SkiaSharp;

namespace Evaluation.Browser.Tests.Assessment;

/// <summary>A photograph as a camera makes it.</summary>
internal static class Photograph
{
    /// <summary>One of this size, with a position in its EXIF data.</summary>
    public static FilePayload Of(int width, int height)
    {
        using var picture = new SKBitmap(width, height);
        picture.Erase(SKColors.SteelBlue);
        using var jpeg = picture.Encode(SKEncodedImageFormat.Jpeg, 80);
        var plain = jpeg.ToArray();
        // After the two bytes that begin a JPEG: a segment APP1 whose text a position would have.
        byte[] exif = [.. "Exif\0\0GPSLatitude 31.2304"u8];
        byte[] segment = [0xff, 0xe1, 0, (byte)(exif.Length + 2), .. exif];
        return new() { Name = "IMG_1.jpg", MimeType = "image/jpeg", Buffer = [.. plain[..2], .. segment, .. plain[2..]] };
    }
}
