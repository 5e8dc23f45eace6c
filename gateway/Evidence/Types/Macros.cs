using System.IO.Compression;
using System.Xml;

namespace Evaluation.Gateway.Evidence.Types;

/// <summary>
/// Recognises office documents with macros by what the package says of its parts. Names of parts are chosen by the sender.
/// </summary>
/// <remarks>
/// A program that opens the document finds its macros by the content types (ECMA-376, part 2, 7.2.3) and by the types of relationships
/// ([MS-OFFMACRO2], 2.2.1), or in the folders of OpenDocument 1.3, part 2, 2.2.
/// </remarks>
internal static class Macros
{
    private const string ContentTypes = "[Content_Types].xml";

    private const string Project = "vbaProject";

    /// <summary>Bytes of one description of parts. A document with a thousand pictures needs a tenth of it.</summary>
    private const int DescriptionBytesMax = 2 << 20;

    /// <summary>Words in content types and relationships of macros: VBA, its main parts, sheets of Excel 4 macros, and ActiveX.</summary>
    private static readonly string[] Words = [Project, "vbaData", "macroEnabled", "macrosheet", "xlMacrosheet", "intlMacrosheet", "activeX", "attachedToolbars", "keyMapCustomizations"];

    private static readonly string[] Folders = ["Basic/", "Scripts/", "Dialogs/"];

    private static readonly XmlReaderSettings Closed = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = DescriptionBytesMax };

    /// <summary>Whether the package has macros, or describes its parts in a way that cannot be read.</summary>
    public static bool IsIn(Stream content)
    {
        content.Position = 0;
        try
        {
            using var package = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return package.Entries.Any(entry => entry.Name.Contains(Project, StringComparison.OrdinalIgnoreCase) || Folders.Any(folder => entry.FullName.StartsWith(folder, StringComparison.OrdinalIgnoreCase)))
                || package.Entries.Where(Describes).Any(NamesMacros);
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or NotSupportedException or EndOfStreamException)
        {
            return true;
        }
    }

    private static bool Describes(ZipArchiveEntry entry) =>
        entry.Length > 0 && (entry.FullName.Equals(ContentTypes, StringComparison.OrdinalIgnoreCase) || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase));

    private static bool NamesMacros(ZipArchiveEntry entry)
    {
        if (entry.Length > DescriptionBytesMax)
            return true;
        using var stream = entry.Open();
        using var xml = XmlReader.Create(stream, Closed);
        while (xml.Read())
        {
            if (Names(xml.GetAttribute("ContentType")) || Names(xml.GetAttribute("Type")))
                return true;
        }
        return false;
    }

    private static bool Names(string? type) => type is not null && Words.Any(word => type.Contains(word, StringComparison.OrdinalIgnoreCase));
}
