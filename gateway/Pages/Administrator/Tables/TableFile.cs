namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>Reads the file of a table, which its content shows to be a workbook or a text.</summary>
internal static class TableFile
{
    /// <summary>Reads the rows, or every fault because of which they cannot be read.</summary>
    /// <param name="file">The file from its beginning; it can seek.</param>
    /// <param name="rowsMax">The most rows below the heading.</param>
    public static async ValueTask<TableContent> ReadAsync(Stream file, int rowsMax, CancellationToken cancel)
    {
        var head = new byte[4];
        var length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel);
        file.Position = 0;
        if (Workbook.IsOne(head.AsSpan(0, length)))
            return Workbook.Read(file, rowsMax);
        if (Workbook.IsClosed(head.AsSpan(0, length)))
            return TableContent.Unreadable("the file is a workbook of an old format or has a password; save it as .xlsx without a password");
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, cancel);
        return Text(bytes, rowsMax);
    }

    private static TableContent Text(ReadOnlySpan<byte> bytes, int rowsMax)
    {
        var decoded = TableText.Decode(bytes);
        if (decoded.IsPerhapsGb18030)
            return TableContent.Unreadable("is not valid UTF-8: the file seems to be in GB 18030, but has too little text to be sure; save it as UTF-8", decoded.BadLine);
        if (decoded.Text is not { } text)
            return TableContent.Unreadable($"is not valid {decoded.Encoding}: the file is damaged or in another encoding; save it as UTF-8", decoded.BadLine);
        if (text.IndexOf('\0', StringComparison.Ordinal) is var zero and >= 0)
            return TableContent.Unreadable("holds the character U+0000: the file is not a text, or is in UTF-16 without a mark; save it as UTF-8", text.AsSpan(0, zero).Count('\n') + 1);
        return Csv.Read(text, rowsMax) with { AssumedEncoding = decoded.IsAssumed ? decoded.Encoding : null };
    }
}
