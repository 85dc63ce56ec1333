/* Holds a file as Excel does, and says so: nobody else may write, rename or remove it. usage: hold.exe FILE SECONDS */
#include <stdio.h>
#include <windows.h>

int wmain(int count, wchar_t **arguments)
{
    HANDLE file;
    if (count != 3)
        return 2;
    file = CreateFileW(arguments[1], GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 1;
    puts("held");
    fflush(stdout);
    Sleep(1000 * _wtoi(arguments[2]));
    return 0;
}
