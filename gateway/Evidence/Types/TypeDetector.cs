namespace Evaluation.Gateway.Evidence.Types;

/// <summary>Finds the type of a file by its content. File names and headers are ignored, because the sender chooses them.</summary>
/// <remarks>
/// The signatures are from the specifications of the formats. Programs, scripts and web pages have none here and are not accepted.
/// </remarks>
internal static class TypeDetector
{
    /// <summary>The end of the longest signature: the media type in the head of an OpenDocument.</summary>
    private const int HeadBytes = 128;

    private static readonly (FileType Type, int At, byte[] Bytes)[] Signatures =
    [
        (FileType.Pdf, 0, "%PDF-"u8.ToArray()),
        (FileType.Png, 0, [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A]),
        (FileType.Jpeg, 0, [0xFF, 0xD8, 0xFF]),
        (FileType.Gif, 0, "GIF87a"u8.ToArray()),
        (FileType.Gif, 0, "GIF89a"u8.ToArray()),
        (FileType.Webp, 8, "WEBP"u8.ToArray()),
        (FileType.Tiff, 0, [.. "II"u8, 0x2A, 0]),
        (FileType.Tiff, 0, [.. "MM"u8, 0, 0x2A]),
        (FileType.Mp3, 0, "ID3"u8.ToArray()),
        (FileType.Heic, 4, "ftyphei"u8.ToArray()),
        (FileType.Heic, 4, "ftypmif1"u8.ToArray()),
        (FileType.Mov, 4, "ftypqt  "u8.ToArray()),
        (FileType.M4a, 4, "ftypM4A "u8.ToArray()),
        (FileType.Mp4, 4, "ftyp"u8.ToArray()),
    ];

    /// <summary>The file's type, or null for a type that is not accepted. Reads the stream from its first byte and rewinds it.</summary>
    /// <param name="content">The file.</param>
    /// <param name="hasMacros">Whether it is not accepted because it is a document with macros, or one whose parts cannot be read.</param>
    public static FileType? Detect(Stream content, out bool hasMacros)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        content.Position = 0;
        head = head[..content.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)];
        var type = Detect(head, content, out hasMacros);
        content.Position = 0;
        return type;
    }

    private static FileType? Detect(ReadOnlySpan<byte> head, Stream content, out bool hasMacros)
    {
        hasMacros = false;
        foreach (var (type, at, bytes) in Signatures)
        {
            if (head.Length >= at + bytes.Length && head[at..].StartsWith(bytes))
                return type;
        }
        if (ZipPackage.IsOne(head))
            return ZipPackage.Detect(head, content, out hasMacros);
        if (CompoundFile.IsOne(head))
            return CompoundFile.Detect(content, out hasMacros);
        if (IsBitmap(head, content.Length))
            return FileType.Bmp;
        return PlainContent.IsText(content) ? FileType.Text : null;
    }

    /// <summary>
    /// Whether the file is a bitmap. Two letters are a weak signature, so the file's length in the header is compared too.
    /// </summary>
    private static bool IsBitmap(ReadOnlySpan<byte> head, long length) =>
        head.Length >= 14 && head.StartsWith("BM"u8) && System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(head[2..]) == length;
}
