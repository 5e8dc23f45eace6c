using Evaluation.Embedded.Files;
using Evaluation.Embedded.Journal;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Evaluation.Embedded;

/// <summary>Stores the keys of session cookies and form tokens in the data folder, so that sessions survive a restart.</summary>
internal static class SessionKeys
{
    private const string Folder = "keys";

    public static void KeepKeysInDataFolder(this IServiceCollection services) =>
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(keys =>
        {
            var folder = Path.Combine(provider.GetRequiredService<DataFolder>().Path, Folder);
            PrivateFiles.CreateFolder(folder);
            keys.XmlRepository = new FileSystemXmlRepository(new(folder), provider.GetRequiredService<ILoggerFactory>());
        }));
}
