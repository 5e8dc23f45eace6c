using System.IO.Compression;
using System.Security.Cryptography;

namespace Evaluation.Gateway.Pages.Assets;

/// <summary>A file of the pages, compressed once.</summary>
public sealed record Asset(string Address, string ContentType, byte[] Plain, byte[] Brotli, byte[] Gzip)
{
    /// <summary>By what a content security policy knows it.</summary>
    public string Source => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Plain))}'";

    public static Asset Of(string name, byte[] content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        return new($"/assets/{stem}.{hash}{extension}", TypeOf(extension), content, ToBrotli(content), ToGzip(content));
    }

    private static byte[] ToBrotli(byte[] plain) => Compress(plain, output => new BrotliStream(output, CompressionLevel.SmallestSize, leaveOpen: true));

    private static byte[] ToGzip(byte[] plain) => Compress(plain, output => new GZipStream(output, CompressionLevel.SmallestSize, leaveOpen: true));

    private static byte[] Compress(byte[] plain, Func<Stream, Stream> open)
    {
        using var output = new MemoryStream();
        using (var stream = open(output))
            stream.Write(plain);
        return output.ToArray();
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new NotSupportedException($"No content type is known for {extension}."),
    };
}
