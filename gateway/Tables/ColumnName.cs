namespace Evaluation.Gateway.Tables;

/// <summary>Names of columns as spreadsheets show them: A to Z, then AA.</summary>
internal static class ColumnName
{
    private const int Letters = 26;

    /// <summary>The name of a column.</summary>
    /// <param name="index">From 0.</param>
    public static string Of(int index) => (index < Letters ? "" : Of((index / Letters) - 1)) + (char)('A' + (index % Letters));

    /// <summary>The column of a cell such as <c>AB12</c>, from 0; null where the reference has none.</summary>
    public static int? Index(ReadOnlySpan<char> reference)
    {
        var index = 0;
        foreach (var letter in reference)
        {
            if (!char.IsAsciiLetter(letter))
                break;
            index = (index * Letters) + (letter | ' ') - 'a' + 1;
            if (index > 1 << 20)
                return null;
        }
        return index == 0 ? null : index - 1;
    }
}
