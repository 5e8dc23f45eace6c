namespace Evaluation.Results.Exports;

/// <summary>One value of an exported row, of a type that every format supports: text, number, flag, instant, or empty.</summary>
public readonly record struct Cell
{
    private readonly decimal _number;

    private Cell(CellKind kind, string? text = null, decimal number = 0, DateTimeOffset at = default) => (Kind, Text, _number, At) = (kind, text, number, at);

    /// <summary>Empty: null in JSON, an empty cell in other formats.</summary>
    public static readonly Cell None;

    public CellKind Kind { get; }

    /// <summary>The value of <see cref="CellKind.Text"/>.</summary>
    public string? Text { get; }

    /// <summary>The value of <see cref="CellKind.Number"/>, with its published number of decimals.</summary>
    public decimal Number => _number;

    /// <summary>The value of <see cref="CellKind.Flag"/>.</summary>
    public bool Flag => _number != 0;

    /// <summary>The value of <see cref="CellKind.Instant"/>, shown with its own offset.</summary>
    public DateTimeOffset At { get; }

    public static implicit operator Cell(string? text) => text is null ? None : new(CellKind.Text, text);

    public static implicit operator Cell(decimal? number) => number is { } value ? new(CellKind.Number, number: value) : None;

    public static implicit operator Cell(int? number) => (decimal?)number;

    public static implicit operator Cell(bool flag) => new(CellKind.Flag, number: flag ? 1 : 0);

    public static implicit operator Cell(DateTimeOffset at) => new(CellKind.Instant, at: at);
}

public enum CellKind
{
    None,
    Text,
    Number,
    Flag,
    Instant,
}
