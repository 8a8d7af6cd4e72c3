using System.Data;
using System.Data.Common;
using BookingFlow.Bench.Seeding;
using BookingFlow.Web.Data;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace BookingFlow.Bench.BareLoops;

/// <summary>A connection in plain ADO.NET, with the program's connection string and with reused commands.</summary>
public sealed class BareConnection : IDisposable
{
    private readonly DbConnection _connection;
    private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);
    private DbTransaction? _transaction;

    public BareConnection(BenchDatabase database)
    {
        Dialect = database.Dialect;
        _connection = Dialect switch
        {
            DatabaseDialect.Sqlite => new SqliteConnection(database.ConnectionString),
            DatabaseDialect.SqlServer => new SqlConnection(database.ConnectionString),
        };
        _connection.Open();
    }

    public DatabaseDialect Dialect { get; }

    /// <summary>Begins a transaction; on SQLite this takes the write lock (BEGIN IMMEDIATE).</summary>
    public void Begin() => _transaction = _connection.BeginTransaction();

    /// <summary>Commits; returns after the flush to disk.</summary>
    public void Commit()
    {
        _transaction!.Commit();
        _transaction.Dispose();
    }

    /// <summary>Returns the columns of the first row.</summary>
    /// <exception cref="InvalidOperationException">The result is empty.</exception>
    public object[] Row(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        if (!reader.Read())
        {
            throw new InvalidOperationException($"No row: {sql}");
        }

        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        return row;
    }

    /// <summary>Returns whether the query has a result.</summary>
    public bool Any(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        return reader.Read();
    }

    /// <summary>Executes a statement that changes exactly one row.</summary>
    /// <exception cref="InvalidOperationException">It changed no row or several.</exception>
    public void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        if (Command(sql, values).ExecuteNonQuery() != 1)
        {
            throw new InvalidOperationException($"Not exactly one row: {sql}");
        }
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private DbCommand Command(string sql, ReadOnlySpan<(string Name, object Value)> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
#pragma warning disable CA2100 // All statements are constants of this folder.
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var (name, value) in values)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                parameter.Value = value;
                if (value is DateTime)
                {
                    parameter.DbType = DbType.DateTime2;
                }

                command.Parameters.Add(parameter);
            }

            _commands.Add(sql, command);
        }

        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i].Value;
        }

        return command;
    }
}
