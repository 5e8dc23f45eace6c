using System.Buffers.Binary;
using System.Text;

namespace Evaluation.Gateway.Evidence.Types;

/// <summary>Distinguishes the older office documents, which all are compound files ([MS-CFB]).</summary>
/// <remarks>
/// Every entry of the file's directory begins at a multiple of 128 bytes with a name in UTF-16. One of these names identifies the program.
/// </remarks>
internal static class CompoundFile
{
    private const int EntryBytes = 128;
    private const int NameBytes = 64;

    private static readonly (FileType Type, byte[] Name)[] Streams =
    [
        (FileType.Doc, Name("WordDocument")), (FileType.Xls, Name("Workbook")), (FileType.Xls, Name("Book")), (FileType.Ppt, Name("PowerPoint Document")),
    ];

    /// <summary>The stream that every project of macros has ([MS-OVBA], 2.3.4.1).</summary>
    private static readonly byte[] Vba = Name("_VBA_PROJECT");

    public static bool IsOne(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    /// <summary>The type of the document; null for a document with macros, and for a file of another program.</summary>
    public static FileType? Detect(Stream content, out bool hasMacros)
    {
        hasMacros = false;
        content.Position = 0;
        FileType? found = null;
        var piece = new byte[512 * EntryBytes];
        for (int length; (length = content.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false)) > 0;)
        {
            for (var at = 0; at + EntryBytes <= length; at += EntryBytes)
            {
                var entry = piece.AsSpan(at, EntryBytes);
                hasMacros = Has(entry, Vba);
                if (hasMacros)
                    return null;
                found ??= Find(entry);
            }
        }
        return found;
    }

    /// <summary>
    /// The type that the entry's name stands for, or null. The length of the name, with its closing zero, follows the name.
    /// </summary>
    private static FileType? Find(ReadOnlySpan<byte> entry)
    {
        foreach (var (type, name) in Streams)
        {
            if (Has(entry, name))
                return type;
        }
        return null;
    }

    private static bool Has(ReadOnlySpan<byte> entry, byte[] name) =>
        BinaryPrimitives.ReadUInt16LittleEndian(entry[NameBytes..]) == name.Length && entry.StartsWith(name);

    private static byte[] Name(string name) => Encoding.Unicode.GetBytes(name + '\0');
}
