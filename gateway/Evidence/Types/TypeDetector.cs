namespace Evaluation.Gateway.Evidence.Types;

/// <summary>Says what a file is by its content. A name or a header says nothing: both are whatever the sender wrote.</summary>
/// <remarks>Signatures as the formats' own specifications give them; programs, scripts and pages have none here and are not taken.</remarks>
internal static class TypeDetector
{
    /// <summary>As far as the longest signature reaches: the media type at the head of an OpenDocument.</summary>
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

    /// <summary>The file's type, or null for one that is not taken. Reads the stream from its first byte and leaves it there.</summary>
    public static FileType? Detect(Stream content)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        content.Position = 0;
        head = head[..content.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)];
        var type = Detect(head, content);
        content.Position = 0;
        return type;
    }

    private static FileType? Detect(ReadOnlySpan<byte> head, Stream content)
    {
        foreach (var (type, at, bytes) in Signatures)
        {
            if (head.Length >= at + bytes.Length && head[at..].StartsWith(bytes))
                return type;
        }
        if (ZipPackage.IsOne(head))
            return ZipPackage.Detect(head, content);
        if (CompoundFile.IsOne(head))
            return CompoundFile.Detect(content);
        if (IsBitmap(head, content.Length))
            return FileType.Bmp;
        return PlainContent.IsText(content) ? FileType.Text : null;
    }

    /// <summary>Two letters are little; the header has the file's length too.</summary>
    private static bool IsBitmap(ReadOnlySpan<byte> head, long length) =>
        head.Length >= 14 && head.StartsWith("BM"u8) && System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(head[2..]) == length;
}
