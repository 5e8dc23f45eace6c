using System.IO.Compression;
using System.Security.Cryptography;
using Evaluation.Gateway.Http.Bodies;

namespace Evaluation.Gateway.Pages.Assets;

/// <summary>A file of the pages.</summary>
public sealed record Asset(string Address, string ContentType, Compressed Body)
{
    /// <summary>By what a content security policy knows it.</summary>
    public string Source => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Body.Plain))}'";

    public static Asset Of(string name, byte[] content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        return new($"/assets/{stem}.{hash}{extension}", TypeOf(extension), new(content, CompressionLevel.SmallestSize));
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new NotSupportedException($"No content type is known for {extension}."),
    };
}
