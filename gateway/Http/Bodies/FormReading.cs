using Evaluation.Kernel.Reading;
using Microsoft.AspNetCore.Connections;

namespace Evaluation.Gateway.Http.Bodies;

/// <summary>Reads forms. A form that cannot be read is the sender's fault: it is refused, and nothing is logged.</summary>
internal static class FormReading
{
    private static readonly Refusal NotAForm = Refuse("A form is sent as application/x-www-form-urlencoded or multipart/form-data.");

    /// <summary>
    /// Reads the form, which the request then has. A request without a body has an empty form. Returns null, or the refusal:
    /// <see cref="RefusalCode.BadRequest"/> when the body is no form or breaks the rules of its content type, or
    /// <see cref="RefusalCode.StorageFull"/>.
    /// </summary>
    /// <exception cref="BadHttpRequestException">The body is too large, or its framing breaks the rules of HTTP.</exception>
    public static async ValueTask<Refusal?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasFormContentType)
        {
            if (request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0)
                return NotAForm;
            request.Form = FormCollection.Empty;
            return null;
        }
        try
        {
            await request.ReadFormAsync(cancel);
            return null;
        }
        catch (Exception broken) when (broken is InvalidDataException or FormatException or ArgumentException)
        {
            return Refuse($"The form cannot be read: {broken.Message}");
        }
        catch (IOException failure) when (FullDisk.Caused(failure))
        {
            return Refusal.StorageFull;
        }
        catch (IOException failure) when (failure is not (BadHttpRequestException or ConnectionResetException))
        {
            return Refuse("The form cannot be read: its last part does not end.");
        }
    }

    private static Refusal Refuse(string detail) => new(RefusalCode.BadRequest, detail, ("faults", new[] { new Fault("", "is not a form that can be read") }));
}
