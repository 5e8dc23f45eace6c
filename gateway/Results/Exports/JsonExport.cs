using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Kernel.Reading;
using Evaluation.Results.Exports;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>
/// Writes one JSON object: <c>round</c> (unless the table is of no round), <c>what</c>, <c>columns</c> with their labels, <c>rows</c> as
/// objects by the columns' names, and last <c>rowCount</c> and <c>sha256</c>, the hash of all bytes from the first to the bracket that
/// closes the rows.
/// </summary>
internal sealed class JsonExport : IExportWriter
{
    private readonly ExportBody _body;
    private readonly string? _round;
    private readonly string _what;
    private readonly ArrayBufferWriter<byte> _written = new();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Utf8JsonWriter _json;
    private JsonEncodedText[] _names = [];
    private long _rows;

    public JsonExport(ExportBody body, string? round, string what)
    {
        (_body, _round, _what) = (body, round, what);
        _json = new(_written, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public ValueTask BeginAsync(ExportTable table, CancellationToken cancel)
    {
        _names = [.. table.Columns.Select(column => JsonEncodedText.Encode(column.Name))];
        _json.WriteStartObject();
        if (_round is not null)
            _json.WriteString("round", _round);
        _json.WriteString("what", _what);
        _json.WriteStartArray("columns");
        foreach (var column in table.Columns)
        {
            _json.WriteStartObject();
            _json.WriteString("name", column.Name);
            _json.WriteString("zh", column.Label.Zh);
            _json.WriteString("en", column.Label.En);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteStartArray("rows");
        return PassOnAsync(cancel);
    }

    public ValueTask WriteAsync(ExportRow row, CancellationToken cancel)
    {
        _rows++;
        _json.WriteStartObject();
        for (var index = 0; index < _names.Length; index++)
        {
            _json.WritePropertyName(_names[index]);
            Write(row.Cells[index]);
        }
        _json.WriteEndObject();
        return PassOnAsync(cancel);
    }

    public async ValueTask EndAsync(CancellationToken cancel)
    {
        _json.WriteEndArray();
        await PassOnAsync(cancel);
        var digest = Convert.ToHexStringLower(_hash.GetCurrentHash());
        _json.WriteNumber("rowCount", _rows);
        _json.WriteString("sha256", digest);
        _json.WriteEndObject();
        await PassOnAsync(cancel);
        await _body.SendAsync(cancel);
    }

    public ValueTask DisposeAsync()
    {
        _hash.Dispose();
        return _json.DisposeAsync();
    }

    private ValueTask PassOnAsync(CancellationToken cancel)
    {
        _json.Flush();
        _hash.AppendData(_written.WrittenSpan);
        _body.Write(_written.WrittenSpan);
        _written.ResetWrittenCount();
        return _body.SendIfDueAsync(cancel);
    }

    private void Write(Cell cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Text: _json.WriteStringValue(cell.Text); break;
            case CellKind.Number: _json.WriteNumberValue(cell.Number); break;
            case CellKind.Flag: _json.WriteBooleanValue(cell.Flag); break;
            case CellKind.Instant: _json.WriteStringValue(cell.At); break;
            default: _json.WriteNullValue(); break;
        }
    }
}

/// <summary>An export as JSON, for the OpenAPI document.</summary>
/// <param name="Round">Left out where the table is of no round.</param>
/// <param name="Rows">By the names of the columns.</param>
/// <param name="Sha256">The hash of all bytes from the first to the bracket that closes the rows.</param>
internal sealed record ExportedTable(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Round, string What, IReadOnlyList<ExportedColumn> Columns,
    [property: JsonSchema("""{"type":"array","items":{"type":"object","additionalProperties":{"type":["null","boolean","number","string"]}}}""")]
    IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows,
    long RowCount, string Sha256);

/// <summary>A column of an export with its heading.</summary>
internal sealed record ExportedColumn(string Name, string? Zh, string? En);
