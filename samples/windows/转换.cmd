@echo off
rem 把PDF、文件夹等拖到本文件上：每个文件的工作簿写在它旁边。 Drop files or folders on this file: each gets its workbook beside it.
chcp 65001 >nul
if "%~1"=="" (
  echo 请把要转换的PDF文件或文件夹拖到本文件上。
  pause
  exit /b 2
)
"%~dp0jixiao.exe" convert %* --format xlsx
set code=%errorlevel%
if %code%==0 (echo 完成：工作簿在原文件旁边。) else (echo 有文件没有转换，原因见上；其余的工作簿在原文件旁边。)
if not defined JIXIAO_NO_PAUSE pause
exit /b %code%
