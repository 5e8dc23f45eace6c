namespace Evaluation.Gateway.Tables;

/// <summary>
/// Reads a text for a parser that stores a whole row before it returns it. Stops the parser in the middle of a row that is too long, so
/// that its memory is bounded.
/// </summary>
internal sealed class BoundedReader(string text, int start, int rowMax) : TextReader
{
    private int _next = start;
    private int _rowBegan = start;

    /// <summary>Begins a row. The parser may have read some characters of it already, into a small buffer.</summary>
    public void BeginRow() => _rowBegan = _next;

    public override int Peek() => _next < text.Length ? text[_next] : -1;

    public override int Read() => _next < text.Length ? text[_next++] : -1;

    /// <exception cref="RowTooLongException">The row that was begun has too many characters.</exception>
    public override int Read(char[] buffer, int index, int count)
    {
        if (_next - _rowBegan > rowMax)
            throw new RowTooLongException();
        var length = Math.Min(count, text.Length - _next);
        text.CopyTo(_next, buffer, index, length);
        _next += length;
        return length;
    }
}

/// <summary>A row has more characters than a table's row can have.</summary>
internal sealed class RowTooLongException : Exception;
