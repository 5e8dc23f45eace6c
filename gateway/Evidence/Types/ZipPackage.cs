using System.Buffers.Binary;
using System.Text;

namespace Evaluation.Gateway.Evidence.Types;

/// <summary>Distinguishes documents that are zip archives, by the names in the archive's directory.</summary>
/// <remarks>
/// PKWARE's APPNOTE 6.3: the record at the end locates the directory. Only the first <see cref="NamesMax"/> names are read.
/// </remarks>
internal static class ZipPackage
{
    private const int NamesMax = 4_096;
    private const int EndRecordBytes = 22;
    private const int EntryBytes = 46;
    private const int CommentBytesMax = ushort.MaxValue;

    private static ReadOnlySpan<byte> LocalHeader => "PK\u0003\u0004"u8;

    private static ReadOnlySpan<byte> DirectoryEntry => "PK\u0001\u0002"u8;

    private static ReadOnlySpan<byte> EndRecord => "PK\u0005\u0006"u8;

    public static bool IsOne(ReadOnlySpan<byte> head) => head.StartsWith(LocalHeader);

    /// <summary>The type of the archive; null for a damaged archive, and for a document with macros, because it is a program.</summary>
    public static FileType? Detect(ReadOnlySpan<byte> head, Stream content, out bool hasMacros)
    {
        hasMacros = false;
        var names = Names(content);
        if (names.Count == 0)
            return null;
        if (names.Contains("OFD.xml"))
            return FileType.Ofd;
        var document = names.Contains("[Content_Types].xml")
            ? Has("word/") ? FileType.Docx : Has("xl/") ? FileType.Xlsx : Has("ppt/") ? FileType.Pptx : null
            : OpenDocument(head);
        // An archive that no program opens as a document runs nothing.
        if (document is null)
            return FileType.Zip;
        hasMacros = Macros.IsIn(content);
        return hasMacros ? null : document;

        bool Has(string folder) => names.Any(name => name.StartsWith(folder, StringComparison.Ordinal));
    }

    /// <summary>
    /// The type of an OpenDocument. It begins with its media type, stored under the name "mimetype" (OpenDocument 1.3, part 2, 3.3).
    /// </summary>
    private static FileType? OpenDocument(ReadOnlySpan<byte> head)
    {
        if (head.Length < 38 || !head[30..].StartsWith("mimetype"u8))
            return null;
        var stored = Encoding.ASCII.GetString(head[38..]);
        return new[] { FileType.Odt, FileType.Ods, FileType.Odp }.FirstOrDefault(type => stored.StartsWith(type.MediaType, StringComparison.Ordinal));
    }

    private static HashSet<string> Names(Stream content)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        if (!TryFindDirectory(content, out var at))
            return names;
        content.Position = at;
        var entry = new byte[EntryBytes];
        while (names.Count < NamesMax && content.ReadAtLeast(entry, EntryBytes, throwOnEndOfStream: false) == EntryBytes && entry.AsSpan().StartsWith(DirectoryEntry))
        {
            var name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(entry.AsSpan(28))];
            if (content.ReadAtLeast(name, name.Length, throwOnEndOfStream: false) < name.Length)
                break;
            names.Add(Encoding.UTF8.GetString(name));
            content.Position += BinaryPrimitives.ReadUInt16LittleEndian(entry.AsSpan(30)) + BinaryPrimitives.ReadUInt16LittleEndian(entry.AsSpan(32));
        }
        return names;
    }

    private static bool TryFindDirectory(Stream content, out long at)
    {
        var tail = new byte[(int)Math.Min(content.Length, EndRecordBytes + CommentBytesMax)];
        content.Position = content.Length - tail.Length;
        content.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf(EndRecord);
        at = end >= 0 && end + EndRecordBytes <= tail.Length ? BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16)) : content.Length;
        return at < content.Length;
    }
}
