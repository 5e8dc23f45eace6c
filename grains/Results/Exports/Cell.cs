namespace Evaluation.Results.Exports;

/// <summary>One value of an exported row, of a type that every format keeps: text, number, yes or no, instant, or nothing.</summary>
public readonly record struct Cell
{
    private readonly decimal _number;

    private Cell(CellKind kind, string? text = null, decimal number = 0, DateTimeOffset at = default) => (Kind, Text, _number, At) = (kind, text, number, at);

    /// <summary>Nothing: null in JSON, an empty cell elsewhere.</summary>
    public static readonly Cell None;

    public CellKind Kind { get; }

    /// <summary>Of <see cref="CellKind.Text"/>.</summary>
    public string? Text { get; }

    /// <summary>Of <see cref="CellKind.Number"/>, with the decimals that it was published with.</summary>
    public decimal Number => _number;

    /// <summary>Of <see cref="CellKind.Flag"/>.</summary>
    public bool Flag => _number != 0;

    /// <summary>Of <see cref="CellKind.Instant"/>, with the offset to be shown in.</summary>
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
