using System.IO.Compression;

namespace Evaluation.Gateway.Http.Bodies;

/// <summary>A body that is compressed once for each coding, when the first client takes it, and sent to many.</summary>
public sealed class Compressed
{
    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    public Compressed(byte[] plain, CompressionLevel level)
    {
        Plain = plain;
        _brotli = new(() => Through(plain, output => new BrotliStream(output, level, leaveOpen: true)));
        _gzip = new(() => Through(plain, output => new GZipStream(output, level, leaveOpen: true)));
    }

    public byte[] Plain { get; }

    /// <summary>The smallest that the client takes, with the name of its coding; without a name the plain one.</summary>
    public (string? Coding, byte[] Body) For(HttpRequest request) =>
        AcceptEncoding.Takes(request, "br") ? ("br", _brotli.Value) : AcceptEncoding.Takes(request, "gzip") ? ("gzip", _gzip.Value) : (null, Plain);

    private static byte[] Through(byte[] plain, Func<Stream, Stream> open)
    {
        using var output = new MemoryStream();
        using (var stream = open(output))
            stream.Write(plain);
        return output.ToArray();
    }
}
